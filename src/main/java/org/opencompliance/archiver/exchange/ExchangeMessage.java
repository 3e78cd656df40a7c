package org.opencompliance.archiver.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a mailbox holds of a message, without its content.
 *
 * @param id the immutable id: it stays when the user moves the message within the mailbox
 * @param internetMessageId the {@code Message-ID}
 * @param folderId the folder that the message is in now
 * @param messageClass such as {@code IPM.Note}, null when it was not asked for
 * @param draft whether Exchange takes it for unsent
 * @param sent when it was sent, or null
 * @param received when it was received, or null
 * @param created when the mailbox got it, or null
 * @param properties the named properties that were asked for, by name
 * @param attachments in the order that Exchange lists them, empty when they were not asked for
 */
public record ExchangeMessage(
        String id,
        String internetMessageId,
        String folderId,
        String messageClass,
        boolean draft,
        Instant sent,
        Instant received,
        Instant created,
        Map<String, String> properties,
        List<Attachment> attachments) {

    /**
     * An attachment as Exchange lists it.
     *
     * @param id its id within the message
     * @param name its name
     * @param size in bytes as stored, which is more than its content
     */
    public record Attachment(String id, String name, long size) {

        /** Without the name, as it ends up in logs. */
        @Override
        public String toString() {
            return "Attachment[size=" + size + "]";
        }
    }

    /** Without what the message says, as it ends up in logs. */
    @Override
    public String toString() {
        return "ExchangeMessage[id=" + id + ", attachments=" + attachments.size() + "]";
    }
}
