package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.opencompliance.sandbox.AdjustableClock;

class LookWitnessesTest {

    private static final String MAILBOX = "mailbox-1";

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-20T08:00:00Z"));
    private final LookWitnesses witnesses = new LookWitnesses(clock);

    @Test
    void areTheFirstMessageOfEachMailboxInAnySpelling() {
        witnesses.exists(MAILBOX, "<first>");
        witnesses.exists("MAILBOX-1", "<second>");

        assertThat(witnesses.of("Mailbox-1")).isEqualTo("<first>");
        assertThat(witnesses.of("mailbox-2")).isNull();
    }

    @Test
    void areNotUsedForAWhileAfterOneWasMissing() {
        witnesses.exists(MAILBOX, "<first>");
        witnesses.missed(MAILBOX, "<first>");
        witnesses.exists(MAILBOX, "<second>");

        assertThat(witnesses.of(MAILBOX)).isNull();
        clock.advance(LookWitnesses.PAUSE);
        assertThat(witnesses.of(MAILBOX)).isEqualTo("<first>");
    }

    @Test
    void areReplacedWhenAnOldOneIsMissing() {
        witnesses.exists(MAILBOX, "<first>");
        clock.advance(LookWitnesses.LAG.plus(Duration.ofSeconds(1)));
        witnesses.missed(MAILBOX, "<first>");
        assertThat(witnesses.of(MAILBOX)).isNull();

        witnesses.exists(MAILBOX, "<second>");

        assertThat(witnesses.of(MAILBOX)).isEqualTo("<second>");
    }

    @Test
    void outliveTheMissOfAnEarlierOne() {
        witnesses.exists(MAILBOX, "<second>");

        witnesses.missed(MAILBOX, "<first>");

        assertThat(witnesses.of(MAILBOX)).isEqualTo("<second>");
    }

    @Test
    void areOfALimitedNumberOfMailboxes() {
        for (int i = 0; i <= 10_000; i++) {
            witnesses.exists("mailbox-" + i, "<first>");
        }

        assertThat(witnesses.of("mailbox-0")).isNull();
        assertThat(witnesses.of("mailbox-10000")).isEqualTo("<first>");
    }
}
