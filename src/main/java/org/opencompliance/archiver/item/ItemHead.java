package org.opencompliance.archiver.item;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.opencompliance.archiver.exchange.mail.MailFormatException;
import org.opencompliance.archiver.exchange.mail.MailHead;
import org.opencompliance.archiver.exchange.mail.MailHeader;
import org.opencompliance.archiver.exchange.mail.MailLimits;

/**
 * The facts of an item that its header gives, for a source without a listing.
 *
 * @param id the id of the source, with a suffix for the copy of an owner; null when the header has none
 * @param type in lower case, empty when the header has none; {@code system} for a device heartbeat
 * @param sent the time of the {@code Date} field, null when it gives none
 * @param messageId the {@code Message-ID} without its brackets, null when the header has none; with the same suffix
 */
public record ItemHead(String id, String type, Instant sent, String messageId) {

    /** The longest id or type that a mail may choose, percent-encoded; a mail with a longer id gets another one. */
    private static final int LONGEST = 1_024;

    private static final String HEARTBEAT = "heartbeat";
    private static final String NAMELESS = "eml-";
    private static final Instant EARLIEST_SENT = Instant.parse("1990-01-01T00:00:00Z");
    /** The clock of the sender, or the day of a file, can be in another time zone. */
    private static final Duration LATEST_SENT = Duration.ofHours(48);

    static final ItemHead NONE = new ItemHead(null, "", null, null);

    /** Reads the header of an original; without any fact when it has no readable header. The caller closes the stream. */
    public static ItemHead read(InputStream original) throws IOException {
        try {
            return of(MailHead.read(original, MailLimits.DEFAULT));
        } catch (MailFormatException e) {
            return NONE;
        }
    }

    static ItemHead of(MailHead head) {
        TeleMessageHeaders headers = TeleMessageHeaders.of(head.fields());
        return new ItemHead(
                ofCopy(headers.archiveMessageId(), headers),
                type(headers.messageType()),
                head.sent(),
                ofCopy(messageId(head.fields()), headers));
    }

    /** The id of an item without one; its content decides, so that it is the same in any file. */
    public static String namelessId(String sha256) {
        return NAMELESS + sha256;
    }

    /** Whether an id is made from the content of an item. */
    public static boolean isNameless(String id) {
        return id.startsWith(NAMELESS);
    }

    /**
     * When it was sent, so that an item has the same time wherever it comes again.
     *
     * @param arrived when it came, at the latest
     * @param otherwise the time of an item whose own is missing or not believable
     */
    public Instant archivedAt(Instant arrived, Instant otherwise) {
        boolean believable = sent != null && !sent.isBefore(EARLIEST_SENT) && !sent.isAfter(arrived.plus(LATEST_SENT));
        return believable ? sent : otherwise;
    }

    /** The source can archive a message once for each owner, all under one id. */
    private static String ofCopy(String id, TeleMessageHeaders headers) {
        String known = bounded(id);
        return known == null ? null : ItemId.ofCopy(known, headers.initiator());
    }

    private static String messageId(List<MailHeader> fields) {
        String id = fields.stream()
                .filter(field -> field.name().equalsIgnoreCase("Message-ID"))
                .map(field -> field.value().strip())
                .findFirst()
                .orElse("");
        return id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
    }

    private static String type(String header) {
        String type = bounded(header) == null ? "" : header.strip().toLowerCase(Locale.ROOT);
        return type.equals(HEARTBEAT) ? "system" : type;
    }

    private static String bounded(String text) {
        return text == null || text.isBlank() || ListedItem.encodedLength(text) > LONGEST ? null : text.strip();
    }

    /** Omits the values, which can name people. */
    @Override
    public String toString() {
        return "ItemHead[]";
    }
}
