package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutagePaceTest {

    private static final Duration USUAL = Duration.ofSeconds(30);

    private final OutagePace pace = new OutagePace();

    private Duration after(int attempts) {
        Duration pause = USUAL;
        for (int i = 0; i < attempts; i++) {
            pause = pace.pause(USUAL);
        }
        return pause;
    }

    @Test
    void fewItemsReturnAfterTheUsualPause() {
        assertThat(after(OutagePace.USUAL)).isEqualTo(USUAL);
    }

    @Test
    void theItemsOfALargeBacklogReturnOneAfterTheOther() {
        after(OutagePace.USUAL);

        assertThat(after(60 * OutagePace.PER_SECOND)).isEqualTo(Duration.ofSeconds(60));
        assertThat(after(30 * OutagePace.PER_SECOND)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void noItemWaitsLongerThanFiveMinutes() {
        assertThat(after(100_000)).isEqualTo(OutagePace.LONGEST);
    }

    @Test
    void afterAnAnswerTheUsualPauseHolds() {
        after(100_000);
        pace.over();

        assertThat(after(1)).isEqualTo(USUAL);
    }

    @Test
    void aLongerUsualPauseHolds() {
        after(OutagePace.USUAL + 60 * OutagePace.PER_SECOND);

        assertThat(pace.pause(Duration.ofMinutes(7))).isEqualTo(Duration.ofMinutes(7));
    }
}
