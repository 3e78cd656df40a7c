package org.opencompliance.archiver.ledger.file;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.Ending;
import org.opencompliance.archiver.ledger.EventType;

/**
 * A line of the ledger as read.
 *
 * @param at time of the append
 * @param writer name of the writer
 * @param event the recorded event
 * @param chained its position in the chain of the writer
 * @param place where it is stored, null for a line that is not read from an object
 */
public record LedgerLine(Instant at, String writer, Event event, Chained chained, Place place) {

    /**
     * The recorded event.
     *
     * @param type the label of an {@link EventType}, or a header type: {@link #OPENED}, {@link #SEEN}
     * @param run the id of its collection, or null
     * @param item the item id, or null
     * @param mailbox the object id of the mailbox, or null
     * @param details JSON scalars
     */
    public record Event(String type, String run, String item, String mailbox, Map<String, Object> details) {

        public Event {
            details = Map.copyOf(details);
        }
    }

    /**
     * The position of a line in the chain of its writer.
     *
     * @param n number of the line; it counts the lines of a writer over all its files
     * @param prev the hash of the preceding line of this writer
     * @param hash the SHA-256 of the line as written, without this field
     */
    public record Chained(long n, String prev, String hash) {}

    /**
     * Where a line is stored.
     *
     * @param file the object that contains it
     * @param line its line number in that object, from 1
     */
    public record Place(String file, long line) {}

    /** The order of lines within a UTC day. */
    public static final Comparator<LedgerLine> ORDER = Comparator.comparing(LedgerLine::at)
            .thenComparing(LedgerLine::writer)
            .thenComparing(LedgerLine::n);

    /**
     * The first line of a file; details: {@code previous} (the previous file of the writer), {@code tornBytes} (at the end of
     * that file).
     */
    public static final String OPENED = "opened";

    /** After the first line: the current end of another writer's file; details: {@code file}, {@code n}, {@code hash}. */
    public static final String SEEN = "seen";

    /** Value of {@link Chained#prev} in the first line of a writer. */
    public static final String NO_HASH = "0".repeat(64);

    /** The same line with its object and line number. */
    LedgerLine in(String object, long number) {
        return new LedgerLine(at, writer, event, chained, new Place(object, number));
    }

    public long n() {
        return chained.n();
    }

    public String hash() {
        return chained.hash();
    }

    public String type() {
        return event.type();
    }

    /** The id of its collection, or null. */
    public String run() {
        return event.run();
    }

    /** The item id, or null. */
    public String item() {
        return event.item();
    }

    /** The object id of the mailbox, or null. */
    public String mailbox() {
        return event.mailbox();
    }

    public boolean is(EventType expected) {
        return expected.label().equals(type());
    }

    /** Whether it is a header line, which is about the ledger itself. */
    boolean header() {
        return OPENED.equals(type()) || SEEN.equals(type());
    }

    /** The recorded end of a delivery or of an item without deliveries; null for a line without a disposition. */
    public Ending ending() {
        String disposition = text("disposition");
        String reason = text("reason");
        return disposition == null
                ? null
                : new Ending(Disposition.of(disposition), reason == null ? "unknown" : reason);
    }

    /** A detail as text, or null. */
    public String text(String detail) {
        Object value = event.details().get(detail);
        return value == null ? null : value.toString();
    }

    /** A detail as a number, or null when it is not a number. */
    public Long number(String detail) {
        return event.details().get(detail) instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }
}
