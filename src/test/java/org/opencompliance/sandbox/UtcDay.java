package org.opencompliance.sandbox;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

/** The day of the clock of this machine, in UTC. */
public final class UtcDay {

    private static final Duration ENOUGH = Duration.ofMinutes(3);
    private static final Clock NOW = Clock.systemUTC();

    private UtcDay() {}

    /** Waits for the next day if this one ends within minutes: for tests that read what was written on the day on which they run. */
    public static void awaitTimeBeforeMidnight() {
        await().atMost(ENOUGH.plusMinutes(1))
                .until(() -> LocalDate.now(NOW).equals(LocalDate.now(Clock.offset(NOW, ENOUGH))));
    }
}
