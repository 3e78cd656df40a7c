package org.opencompliance.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message in a mailbox. Guarded by its mailbox. */
final class Message {

    private static final int UNSENT = 0x8;
    private static final int READ = 0x1;

    final String immutableId;
    final Instant created;
    String id;
    String folderId;
    String subject = "";
    Address from;
    Address sender;
    List<Address> to = List.of();
    List<Address> cc = List.of();
    List<Address> bcc = List.of();
    List<Address> replyTo = List.of();
    boolean html;
    String body = "";
    Boolean read;
    String importance = "normal";
    String flagStatus = "notFlagged";
    List<String> categories = List.of();
    String internetMessageId;
    Map<String, String> headers = Map.of();
    final Map<String, String> extendedProperties = new LinkedHashMap<>();
    final List<AttachmentRecord> attachments = new ArrayList<>();
    Instant hiddenUntil = Instant.MIN;
    Instant unseenUntil = Instant.MIN;
    int hiddenLookups;

    Message(String immutableId, String id, Instant created) {
        this.immutableId = immutableId;
        this.id = id;
        this.created = created;
    }

    boolean draft() {
        return (flags() & UNSENT) != 0;
    }

    boolean read() {
        return read != null ? read : (flags() & READ) != 0;
    }

    Instant sent() {
        return time(ExtendedProperty.SUBMITTED);
    }

    Instant received() {
        return time(ExtendedProperty.DELIVERED);
    }

    String messageClass() {
        return extendedProperties.getOrDefault(ExtendedProperty.MESSAGE_CLASS, "IPM.Note");
    }

    /** Body and attachments, in bytes. */
    long size() {
        return (long) body.getBytes(StandardCharsets.UTF_8).length
                + attachments.stream().mapToLong(AttachmentRecord::size).sum();
    }

    MessageRecord record(String folder) {
        return new MessageRecord(
                id,
                immutableId,
                folder,
                subject,
                from,
                sender,
                to,
                cc,
                bcc,
                replyTo,
                sent(),
                received(),
                created,
                html,
                body,
                messageClass(),
                draft(),
                read(),
                importance,
                categories,
                internetMessageId,
                headers,
                Map.copyOf(extendedProperties),
                List.copyOf(attachments));
    }

    private int flags() {
        return Integer.parseInt(extendedProperties.getOrDefault(ExtendedProperty.FLAGS, Integer.toString(UNSENT)));
    }

    private Instant time(String property) {
        String value = extendedProperties.get(property);
        return value == null ? created : Instant.parse(value);
    }
}
