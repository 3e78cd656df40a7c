package org.opencompliance.sandbox.graph;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message as the mailbox keeps it. Immutable.
 *
 * @param id that changes with every move
 * @param immutableId that does not
 * @param folder the display name of the folder it is in
 * @param headers the {@code x-} headers given at its creation
 * @param extendedProperties value by normalised id
 * @param created when the tenant took it
 */
public record MessageRecord(
        String id,
        String immutableId,
        String folder,
        String subject,
        Address from,
        Address sender,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        List<Address> replyTo,
        Instant sent,
        Instant received,
        Instant created,
        boolean html,
        String body,
        String messageClass,
        boolean draft,
        boolean read,
        String importance,
        List<String> categories,
        String internetMessageId,
        Map<String, String> headers,
        Map<String, String> extendedProperties,
        List<AttachmentRecord> attachments) {}
