package org.opencompliance.archiver.collect.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.deadletter.Reason;

/**
 * The record of a mail that a collection took or parked.
 *
 * @param key as in {@link SourceMail#key()}
 * @param number the UID, 0 in a folder
 * @param size in bytes, by the source
 * @param arrived when it arrived
 * @param outcome {@code taken}, or the label of the reason for which it is parked
 * @param id the item id, or the id of its dead letter
 * @param sha256 of the bytes, null when they could not be read
 * @param day the archived-at day of the item
 */
record MailRecord(
        String key, long number, long size, Instant arrived, String outcome, String id, String sha256, LocalDate day) {

    static final String TAKEN = "taken";

    private static final Set<String> AGAIN = Set.of(Reason.MAIL_UNREADABLE.label(), Reason.FETCH_FAILED.label());

    String state() {
        return SourceMail.state(key, size, arrived);
    }

    /** The record of a mail that was read, and whose original was not staged. */
    MailRecord unstaged() {
        return new MailRecord(key, number, size, arrived, Reason.FETCH_FAILED.label(), id, sha256, day);
    }

    /** Whether a requested range reads it again: it is parked, or its item is of a day in the range. */
    boolean isAskedBy(Window range) {
        return !outcome.equals(TAKEN) || MailRecords.overlaps(day, day, range);
    }

    /** Whether the schedule does not read it again. */
    boolean isDone() {
        return !AGAIN.contains(outcome);
    }
}
