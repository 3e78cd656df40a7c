package org.opencompliance.archiver.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The UTC days whose events are all in the ledger. */
public final class CompleteDays {

    /** Time after which all events before midnight are in the ledger. */
    private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(5);

    private CompleteDays() {}

    /** The last of them. */
    public static LocalDate last(Clock clock) {
        return LocalDate.ofInstant(clock.instant().minus(AFTER_MIDNIGHT), ZoneOffset.UTC)
                .minusDays(1);
    }
}
