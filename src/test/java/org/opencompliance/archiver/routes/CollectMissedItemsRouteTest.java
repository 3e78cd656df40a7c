package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schedules lie in a year that Quartz does not reach during a test, or fire every second. */
class CollectMissedItemsRouteTest {

    @TempDir
    Path directory;

    private static final Map<String, String> SCHEDULED =
            Map.of("archiver.scheduled", "true", "archiver.schedule", "0 0 2 * * ? 2090-2098");

    @Test
    void aFiringThatWasMissedIsMadeUpAtStart() throws Exception {
        try (SandboxUnderTest sandbox = new SandboxUnderTest()) {
            sandbox.clock().advance(Duration.between(SandboxUnderTest.NOW, Instant.parse("2090-06-01T03:00:00Z")));
            Instant first;
            try (ArchiverUnderTest archiver =
                    ArchiverUnderTest.start(sandbox, directory, Map.of("archiver.schedule", "0 0 2 * * ? 2090-2098"))) {
                archiver.collect();
                first = archiver.completedTo();
            }
            sandbox.clock().advance(Duration.ofDays(2));

            try (ArchiverUnderTest archiver = ArchiverUnderTest.start(sandbox, directory, SCHEDULED)) {
                Instant horizon = sandbox.clock().instant().minus(Duration.ofMinutes(5));
                await().until(() -> archiver.completedTo().equals(horizon));
                assertThat(horizon).isAfter(first);
            }
        }
    }

    @Test
    void theScheduleFires() throws Exception {
        Map<String, String> everySecond = Map.of("archiver.scheduled", "true", "archiver.schedule", "* * * * * ?");
        try (SandboxUnderTest sandbox = new SandboxUnderTest();
                ArchiverUnderTest archiver = ArchiverUnderTest.start(sandbox, directory, everySecond)) {
            await().until(() -> archiver.completedTo() != null);
        }
    }
}
