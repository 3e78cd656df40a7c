package org.opencompliance.archiver.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The result of the comparison of an original or an imported message with the ledger.
 *
 * @param name the object name of the original
 * @param item the item id
 * @param mailbox the object id of the mailbox; null for an original
 * @param detail hashes, ids, parts of the message that differ, or the name of the folder; null for none. Never a content
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(Kind kind, String name, String item, String mailbox, String detail) {

    /** The kinds, each with the result for the check. */
    public enum Kind {
        SAME("it is the same", Result.GOOD),
        ORIGINAL_MISSING("the original is not in the storage area", Result.BROKEN),
        ORIGINAL_CHANGED("the original is not the one that was stored", Result.BROKEN),
        ORIGINAL_UNRECORDED("the ledger has no line of this original", Result.BROKEN),
        MESSAGE_MISSING("the mailbox does not have the message", Result.BROKEN),
        MESSAGE_DOUBLED("the mailbox has the message more than once", Result.BROKEN),
        MESSAGE_ALTERED("the message is not the one that was imported", Result.BROKEN),
        /** Users may move their mail; it stays searchable. */
        MESSAGE_MOVED("the message is in another folder", Result.GOOD),
        UNCHECKED("it could not be compared", Result.UNKNOWN);

        private final String meaning;
        private final Result result;

        Kind(String meaning, Result result) {
            this.meaning = meaning;
            this.result = result;
        }

        /** A description for operators. */
        public String meaning() {
            return meaning;
        }

        Result result() {
            return result;
        }
    }

    /** What a finding means for the check. */
    enum Result {
        GOOD,
        UNKNOWN,
        BROKEN
    }

    /** Whether it is what the ledger says and where it was put. */
    public boolean same() {
        return kind == Kind.SAME;
    }

    /** Whether something is wrong. */
    boolean broken() {
        return kind.result() == Result.BROKEN;
    }

    /** The finding for operators, in one line of ASCII. */
    public String text() {
        String place = mailbox == null ? name : name + " in mailbox " + mailbox;
        String text = place + ": " + kind + ", " + kind.meaning() + (detail == null ? "" : " (" + detail + ")");
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
