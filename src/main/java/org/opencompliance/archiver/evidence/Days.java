package org.opencompliance.archiver.evidence;

import java.time.LocalDate;

/**
 * UTC days of the ledger, both inclusive.
 *
 * @param whole whether they are all days, so that an object without any line shows
 */
public record Days(LocalDate from, LocalDate to, boolean whole) {

    /** Later than any day of a ledger. */
    private static final LocalDate LAST = LocalDate.of(9999, 12, 30);

    public static final Days ALL = new Days(LocalDate.EPOCH, LAST, true);

    /**
     * Some days.
     *
     * @param first null for all days up to the last
     * @param end not included; null for all days from the first on
     */
    public static Days of(LocalDate first, LocalDate end) {
        return first == null && end == null
                ? ALL
                : new Days(first == null ? ALL.from() : first, end == null ? LAST : end.minusDays(1), false);
    }
}
