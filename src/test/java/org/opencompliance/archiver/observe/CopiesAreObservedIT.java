package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.sink.CopyPlace;
import org.opencompliance.sandbox.Sandbox;

/** The second place is down for more than an hour, and comes back. */
class CopiesAreObservedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UP = 200;
    private static final int DOWN = 503;

    @TempDir
    Path folder;

    @Test
    void aBacklogIsUnhealthyAndKeepsTheProcessReady() throws Exception {
        try (Sandbox sandbox = Sandbox.start(OneItem.day());
                CopyPlace place = new CopyPlace()) {
            place.answer(DOWN);
            Map<String, String> settings = Map.of(
                    "archiver.copy-items", "true",
                    "archiver.copy-to", place.uri(),
                    "archiver.copy-every", "50ms",
                    "archiver.copy-retry-delay", "50ms",
                    "archiver.copy-max-retry-delay", "200ms");
            try (ProgramInThisJvm program = ProgramInThisJvm.start(folder, sandbox, settings)) {
                program.call(
                        "Collector",
                        "collectRange",
                        OneItem.DAY.toString(),
                        OneItem.DAY.plusDays(1).toString());
                await().atMost(PATIENCE).until(() -> value(program, "archiver_copies_failed_total") > 0);
                await().atMost(PATIENCE).until(() -> value(program, "archiver_copies_waiting") == 1);
                assertThat(health(program)).as("a backlog of some minutes").isEqualTo(UP);

                makeOriginalsOlder(Duration.ofHours(2));

                await().atMost(PATIENCE).until(() -> health(program) == DOWN);
                assertThat(program.get("/health"))
                        .contains(
                                "Originals wait for their copy at archiver.copy-to since",
                                "the last failure: The second place answered HTTP 503")
                        .doesNotContain(place.uri());
                assertThat(program.ask("/health/ready").statusCode()).isEqualTo(UP);
                assertThat(value(program, "archiver_oldest_copy_age_seconds")).isGreaterThan(7_000);

                place.answer(UP);

                await().atMost(PATIENCE).until(() -> health(program) == UP);
                assertThat(place.originals()).hasSize(1);
                assertThat(value(program, "archiver_copies_waiting")).isZero();
                assertThat(value(program, "archiver_items_copied_total")).isEqualTo(1);
            }
        }
    }

    private void makeOriginalsOlder(Duration age) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("data/staged"))) {
            for (Path original : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(original, FileTime.from(Instant.now().minus(age)));
            }
        }
    }

    private static int health(ProgramInThisJvm program) throws Exception {
        return program.ask("/health").statusCode();
    }

    private static double value(ProgramInThisJvm program, String name) throws Exception {
        return Scrape.of(program.get("/metrics")).value(name, Map.of());
    }
}
