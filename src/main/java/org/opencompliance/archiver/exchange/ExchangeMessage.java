package org.opencompliance.archiver.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message in a mailbox, without its content.
 *
 * @param id the immutable id: it does not change when the user moves the message within the mailbox
 * @param internetMessageId the {@code Message-ID}
 * @param folderId the folder that the message is in now
 * @param messageClass such as {@code IPM.Note}, null when not requested
 * @param draft whether Exchange treats it as unsent
 * @param sent when it was sent, or null
 * @param received when it was received, or null
 * @param created when the mailbox stored it, or null
 * @param properties the requested named properties, by name
 * @param attachments in the order that Exchange lists them, empty when not requested
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

        /** Omits the name, because logs contain this text. */
        @Override
        public String toString() {
            return "Attachment[size=" + size + "]";
        }
    }

    /** Omits the content, because logs contain this text. */
    @Override
    public String toString() {
        return "ExchangeMessage[id=" + id + ", attachments=" + attachments.size() + "]";
    }
}
