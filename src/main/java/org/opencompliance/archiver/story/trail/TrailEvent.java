package org.opencompliance.archiver.story.trail;

import java.time.Instant;
import org.opencompliance.archiver.ledger.report.TerminalText;

/**
 * One event of the audit trail.
 *
 * @param type its type in the ledger
 * @param text the event in words
 * @param by the requester or the account; null for events without one
 * @param item the item id, or null
 * @param mailbox the object id of the mailbox, or null
 * @param run the collection, or null
 * @param writer the process that recorded it
 * @param file the object of the ledger that has it
 * @param line its line number there, from 1
 * @param hash the SHA-256 of the line as written
 */
public record TrailEvent(
        Instant at,
        String type,
        String text,
        String by,
        String item,
        String mailbox,
        String run,
        String writer,
        String file,
        long line,
        String hash) {

    private static final int TYPE = "parked-at-collection".length();

    /** The event in one line; control characters in ids are shown as their codes, because a terminal would obey them. */
    public String shown() {
        String about = item == null ? "" : "item " + item + ": ";
        String shown = at + "  " + type + " ".repeat(Math.max(0, TYPE - type.length())) + "  " + about + text;
        return TerminalText.shown(shown.stripTrailing());
    }
}
