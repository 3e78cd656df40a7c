package org.opencompliance.archiver.ledger.silence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * What the ledger of one UTC day says about activity. It is made from the ledger, and made again when it does not fit the
 * files of that day.
 *
 * @param form the version of this record
 * @param day the day of the ledger
 * @param files the files of the ledger that it covers
 * @param listed the ranges of archived-at times that were listed completely
 * @param parked number of lines about listed items that could not be staged
 * @param archived the items by the day on which the source archived them
 * @param mailboxes for each mailbox with a delivery: how many days before {@code day} its items were archived
 */
record DayActivity(
        String form,
        LocalDate day,
        List<Covered> files,
        List<Span> listed,
        long parked,
        List<Archived> archived,
        SortedMap<String, int[]> mailboxes) {

    /** The current version. */
    static final String FORM = "activity-1";

    /** A file of the ledger and its size in bytes. */
    record Covered(String name, long size) {}

    /** A range of archived-at times; the end is not included. */
    record Span(Instant from, Instant to) {}

    /**
     * The items of one archived-at day.
     *
     * @param items staged items, without system events
     * @param systemEvents staged items of the kind {@code system}, such as device heartbeats
     * @param closed ends of items, of both kinds
     */
    record Archived(LocalDate day, long items, long systemEvents, long closed) {}
}
