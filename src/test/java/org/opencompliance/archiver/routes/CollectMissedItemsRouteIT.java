package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.site.SiteOperation;

/** The schedules fire in a year that Quartz does not reach during a test, or every second. */
class CollectMissedItemsRouteIT {

    @TempDir
    Path directory;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
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

    @Test
    void collectionsRunOneAfterTheOther() throws Exception {
        try (SandboxUnderTest sandbox = new SandboxUnderTest();
                ArchiverUnderTest archiver = ArchiverUnderTest.start(sandbox, directory, Map.of())) {
            Scene scene = sandbox.scene();
            scene.add(3);
            Hold fetch = sandbox.site().hold(SiteOperation.FETCH);
            CompletableFuture<Collection> first =
                    CompletableFuture.supplyAsync(() -> archiver.collect(scene.from(), scene.to()));
            assertThat(fetch.awaitArrived(PATIENCE)).isTrue();
            CompletableFuture<Collection> second =
                    CompletableFuture.supplyAsync(() -> archiver.collect(scene.from(), scene.to()));
            await().atMost(PATIENCE)
                    .during(Duration.ofSeconds(1))
                    .until(() -> archiver.ledger(EventType.COLLECTION_STARTED).size() == 1);

            fetch.release();

            assertThat(first.join().incomplete()).isNull();
            assertThat(second.join().incomplete()).isNull();
            assertThat(archiver.ledger(EventType.COLLECTION_STARTED)).hasSize(2);
        }
    }

    @Test
    void nothingIsMadeUpBesideACollection() throws Exception {
        Map<String, String> busy = new HashMap<>(SCHEDULED);
        busy.put("archiver.make-up-every", "100ms");
        try (SandboxUnderTest sandbox = new SandboxUnderTest()) {
            sandbox.clock().advance(Duration.between(SandboxUnderTest.NOW, Instant.parse("2090-06-01T03:00:00Z")));
            try (ArchiverUnderTest archiver = ArchiverUnderTest.start(sandbox, directory, busy)) {
                archiver.collect();
                sandbox.clock().advance(Duration.ofDays(2));
                Hold listing = sandbox.site().hold(SiteOperation.LIST);
                assertThat(listing.awaitArrived(PATIENCE)).isTrue();
                // the first request is for the time only; the missed collection starts after it
                Hold window = sandbox.site().hold(SiteOperation.LIST);
                listing.release();
                assertThat(window.awaitArrived(PATIENCE)).isTrue();
                await().atMost(PATIENCE)
                        .during(Duration.ofSeconds(1))
                        .until(() ->
                                archiver.ledger(EventType.COLLECTION_STARTED).size() == 2);

                window.release();

                await().atMost(PATIENCE)
                        .until(() -> archiver.ledger(EventType.COLLECTION_ENDED).size() == 2);
                await().atMost(PATIENCE)
                        .during(Duration.ofSeconds(1))
                        .until(() ->
                                archiver.ledger(EventType.COLLECTION_STARTED).size() == 2);
            }
        }
    }
}
