package org.opencompliance.archiver.ledger.report.html;

import org.opencompliance.archiver.ledger.report.Report;

/**
 * The room on one printed sheet of A4, as numbers of rows. The other rows are on the screen and in the files.
 *
 * @param reasons of parked items
 * @param failures that are listed
 * @param moments of the time line
 * @param rare rows of incomplete windows, doubles, imports into the fallback mailbox, items that do not add up, and writers of the ledger
 */
record Sheet(int reasons, int failures, int moments, int rare) {

    private static final Sheet ROOMY = new Sheet(3, 3, 3, 1);
    private static final Sheet CROWDED = new Sheet(2, 0, 2, 0);

    /** A sheet with room for the rare sections if the report has one of them. */
    static Sheet of(Report report) {
        boolean plain = report.source().incomplete().isEmpty()
                && report.doubles().isEmpty()
                && report.fallbacks().isEmpty()
                && report.rows().unaccounted().isEmpty();
        return plain ? ROOMY : CROWDED;
    }
}
