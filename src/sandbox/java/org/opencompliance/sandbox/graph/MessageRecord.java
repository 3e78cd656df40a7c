package org.opencompliance.sandbox.graph;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message as stored in the mailbox. Immutable.
 *
 * @param id changes with each move
 * @param immutableId never changes
 * @param folder the display name of its folder
 * @param headers the {@code x-} headers of the create request
 * @param extendedProperties value by normalised id
 * @param created time of the creation in the tenant
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
