package org.opencompliance.archiver.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * A line of the ledger as it was read.
 *
 * @param n counts the lines of a writer, over all its files
 * @param at when it was appended
 * @param writer who wrote it
 * @param type the label of an {@link EventType}, or one of the ledger's own: {@link #OPENED}, {@link #SEEN}
 * @param run the collection it belongs to, or null
 * @param item the item id, or null
 * @param mailbox the object id of the mailbox, or null
 * @param details JSON scalars
 * @param prev the hash of the line of this writer before it
 * @param hash the SHA-256 of the line as written, without this field
 * @param file the object it was read from, or null
 * @param line its number there, from 1
 */
public record LedgerLine(
        long n,
        Instant at,
        String writer,
        String type,
        String run,
        String item,
        String mailbox,
        Map<String, Object> details,
        String prev,
        String hash,
        String file,
        long line) {

    /**
     * The first line of a file; details: {@code previous} (the writer's file before), {@code tornBytes} (of that
     * file's end).
     */
    public static final String OPENED = "opened";

    /**
     * After the first line: how far another writer's file went then; details: {@code file}, {@code n}, {@code hash}.
     */
    public static final String SEEN = "seen";

    /** What the first line of a writer has for {@link #prev}. */
    public static final String NO_HASH = "0".repeat(64);

    public LedgerLine {
        details = Map.copyOf(details);
    }

    /** The same line with where it was read. */
    LedgerLine in(String object, long number) {
        return new LedgerLine(n, at, writer, type, run, item, mailbox, details, prev, hash, object, number);
    }

    public boolean is(EventType expected) {
        return expected.label().equals(type);
    }

    /** Whether it is about the ledger itself: one of the lines that a file begins with. */
    boolean header() {
        return OPENED.equals(type) || SEEN.equals(type);
    }

    /** A detail as text, or null. */
    public String text(String detail) {
        Object value = details.get(detail);
        return value == null ? null : value.toString();
    }

    /** A detail as a number, or null when it is none. */
    public Long number(String detail) {
        return details.get(detail) instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }
}
