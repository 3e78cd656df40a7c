package org.opencompliance.archiver.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServerClockTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T02:00:00.700Z");

    private final AtomicLong nanos = new AtomicLong(123_456_789);
    private final ServerClock clock = new ServerClock(nanos::get);
    private final long beginNanos = nanos.get();
    private Duration drift = Duration.ZERO;

    @Test
    void knowsNothingBeforeAnAnswer() {
        assertThat(clock.isKnown()).isFalse();
    }

    @Test
    void isWithinHalfASecondAfterOneAnswer() {
        ask(Duration.ofMillis(20));

        assertThat(error()).isLessThan(Duration.ofMillis(520));
    }

    @Test
    void narrowsWithEveryAnswer() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            ask(Duration.ofMillis(5 + random.nextInt(20)));
            nanos.addAndGet(Duration.ofMillis(random.nextInt(2000)).toNanos());
        }

        assertThat(error()).isLessThan(Duration.ofMillis(30));
    }

    @Test
    void goesOnBetweenAnswers() {
        ask(Duration.ofMillis(20));
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());

        assertThat(error()).isLessThan(Duration.ofMillis(520));
    }

    @Test
    void followsAServerWhoseClockWasSet() {
        ask(Duration.ofMillis(20));
        drift = Duration.ofMinutes(3);
        ask(Duration.ofMillis(20));

        assertThat(error()).isLessThan(Duration.ofMillis(520));
    }

    private Instant serverTime() {
        return BEGIN.plusNanos(nanos.get() - beginNanos).plus(drift);
    }

    private Duration error() {
        return Duration.between(serverTime(), clock.now()).abs();
    }

    /** A request with this duration, answered after half of it. */
    private void ask(Duration time) {
        long sent = nanos.get();
        nanos.addAndGet(time.dividedBy(2).toNanos());
        Instant said = Instant.ofEpochSecond(serverTime().getEpochSecond());
        nanos.addAndGet(time.dividedBy(2).toNanos());
        clock.answered(said, sent, nanos.get());
    }
}
