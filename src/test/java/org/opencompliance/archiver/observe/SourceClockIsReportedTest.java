package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.WindowSettings;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.storage.LocalObjectStore;

/** A wrong clock of the source fails the health check even when collections do not use it. */
class SourceClockIsReportedTest {

    private static final WindowSettings SETTINGS = new WindowSettings(
            "0 0 2 * * ?", Duration.ofDays(1), Duration.ofDays(1), Duration.ZERO, Duration.ofMinutes(1), null);

    @TempDir
    Path directory;

    private HealthCheck.Result afterAnswer(Instant sourceTime) throws Exception {
        try (LocalObjectStore store = LocalObjectStore.open(directory.resolve("area"), Clock.systemUTC())) {
            Windows windows = new Windows(store, "wechat", Clock.systemUTC(), SETTINGS);
            windows.due(sourceTime);
            return new Conditions(new Beans(Map.of("windows", windows)))
                    .all().stream()
                            .filter(condition -> condition.getId().equals("clock"))
                            .findFirst()
                            .orElseThrow()
                            .call(Map.of());
        }
    }

    @Test
    void theRightTimeIsHealthy() throws Exception {
        assertThat(afterAnswer(Instant.now()).getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void yearOneIsNot() throws Exception {
        HealthCheck.Result result = afterAnswer(Instant.parse("0001-01-01T00:00:00Z"));

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage())
                .hasValueSatisfying(text -> assertThat(text).contains("archiver.clock-tolerance"));
    }

    @Test
    void whatIsNoTimeIsNot() throws Exception {
        HealthCheck.Result result = afterAnswer(null);

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage())
                .hasValueSatisfying(text -> assertThat(text).contains("is not a date"));
    }
}
