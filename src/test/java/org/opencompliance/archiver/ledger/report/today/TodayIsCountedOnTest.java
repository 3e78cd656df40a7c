package org.opencompliance.archiver.ledger.report.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.ledger.report.Report;

/** The running count has the numbers of a full count, whatever is written and whenever it is asked. */
class TodayIsCountedOnTest {

    private static final int SEEDS = 25;
    private static final int STEPS = 60;

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Shanghai", "America/New_York"})
    void theNumbersAreThoseOfAFullCountAtEachStep(String zone) throws IOException {
        long staged = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            try (RandomDay day = new RandomDay(temp.resolve("s" + seed), seed, ZoneId.of(zone))) {
                TodayReport process = day.process();
                for (int step = 0; step < STEPS; step++) {
                    day.step();
                    process = day.random.nextInt(25) == 0 ? day.process() : process;
                    if (day.random.nextBoolean()) {
                        Report counted = process.make();
                        assertThat(counted)
                                .as("seed %s, step %s", seed, step)
                                .isEqualTo(day.full().withoutRows());
                        staged += counted.source().staged();
                    }
                }
                assertThat(day.fullCounts).as("seed %s", seed).isZero();
            }
        }
        assertThat(staged).isGreaterThan(1000);
    }
}
