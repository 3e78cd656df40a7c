package org.opencompliance.archiver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.sink.CopyAttempts.Consequence;
import org.opencompliance.archiver.sink.CopyAttempts.State;
import org.opencompliance.sandbox.AdjustableClock;

class CopyAttemptsWaitLongerEachTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private final AdjustableClock clock = new AdjustableClock(NOW);
    private final CopyAttempts attempts = new CopyAttempts(Duration.ofSeconds(30), Duration.ofMinutes(5), clock);

    private Consequence fail(String original) {
        return attempts.failed(original, "HTTP 503");
    }

    private void failInARow() {
        for (int i = 0; i < 5; i++) {
            fail("item-" + i);
        }
    }

    @Test
    void anItemIsNewUntilItFails() {
        assertThat(attempts.of("a")).isEqualTo(State.NEW);

        assertThat(fail("a").firstOfItem()).isTrue();

        assertThat(attempts.of("a")).isEqualTo(State.WAITS);
        assertThat(attempts.of("b")).isEqualTo(State.NEW);
        clock.advance(Duration.ofSeconds(30));
        assertThat(attempts.of("a")).isEqualTo(State.DUE);
        assertThat(fail("a").firstOfItem()).isFalse();
        clock.advance(Duration.ofSeconds(59));
        assertThat(attempts.of("a")).isEqualTo(State.WAITS);
    }

    @Test
    void thePlaceWaitsAfterFiveFailuresInARow() {
        for (int i = 0; i < 4; i++) {
            assertThat(fail("item-" + i).placeUntil()).isNull();
        }
        assertThat(attempts.isOpen()).isTrue();

        assertThat(fail("item-4").placeUntil()).isEqualTo(NOW.plusSeconds(30));

        assertThat(attempts.isOpen()).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(attempts.isOpen()).isTrue();
        assertThat(attempts.failures()).isEqualTo(5);
        assertThat(attempts.lastFailure()).isEqualTo("HTTP 503");
    }

    @Test
    void thePauseDoublesUpToTheLongest() {
        for (long seconds : new long[] {30, 60, 120, 240, 300, 300}) {
            failInARow();
            clock.advance(Duration.ofSeconds(seconds - 1));
            assertThat(attempts.isOpen()).isFalse();
            clock.advance(Duration.ofSeconds(1));
            assertThat(attempts.isOpen()).isTrue();
        }
    }

    @Test
    void failuresDuringAPauseDoNotProlongIt() {
        failInARow();
        failInARow();

        clock.advance(Duration.ofSeconds(30));

        assertThat(attempts.isOpen()).isTrue();
    }

    @Test
    void aSuccessEndsThePauses() {
        failInARow();

        attempts.succeeded("item-0");

        assertThat(attempts.isOpen()).isTrue();
        assertThat(attempts.of("item-0")).isEqualTo(State.NEW);
        assertThat(attempts.of("item-1")).isEqualTo(State.WAITS);
        assertThat(fail("x").placeUntil()).isNull();
    }

    @Test
    void noMoreThanTenThousandItemsAreRemembered() {
        for (int i = 0; i <= 10_000; i++) {
            fail("item-" + i);
        }

        assertThat(attempts.of("item-0")).isEqualTo(State.NEW);
        assertThat(attempts.of("item-1")).isEqualTo(State.WAITS);
    }
}
