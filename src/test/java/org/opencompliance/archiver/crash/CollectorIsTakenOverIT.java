package org.opencompliance.archiver.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Progress;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.site.SiteOperation;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/** One of several processes collects. When it dies during a collection, another process runs the missed firing. */
@Tag("crash")
@WithAzurite
@Timeout(300)
class CollectorIsTakenOverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CONNECTOR = "wechat";

    @TempDir
    private Path folder;

    private final StorageUnderTrial storage;

    CollectorIsTakenOverIT(Azurite azurite) {
        this.storage = StorageUnderTrial.in(azurite);
    }

    @Test
    void byOneOtherWhichMakesUpForTheMissedFiring() throws Exception {
        Instant threeDaysAgo = Instant.now().minus(3, ChronoUnit.DAYS);
        SampleDay day = SampleDay.on(LocalDate.now(ZoneOffset.UTC).minusDays(1))
                .odd(false)
                .items(20)
                .make();
        try (Sandbox sandbox = Sandbox.start(day);
                ObjectStore store = storage.attach()) {
            new JsonObjects<>(store, Progress.class)
                    .create("state/wechat/progress.json", new Progress(threeDaysAgo, threeDaysAgo, null));
            Hold fetching = new Hold();
            sandbox.site().inject(Fault.held(fetching, false).on(SiteOperation.FETCH));
            try (Fleet fleet = new Fleet(folder, sandbox, settings(), 3)) {
                assertThat(fetching.awaitArrived(PATIENCE)).isTrue();
                List<Integer> collectors = collectors(fleet);
                assertThat(collectors).hasSize(1);

                fleet.remove(collectors.get(0));
                fetching.release();

                await().atMost(PATIENCE)
                        .pollInterval(500, TimeUnit.MILLISECONDS)
                        .until(() -> completedSince(store, threeDaysAgo));
                await().atMost(PATIENCE)
                        .pollInterval(500, TimeUnit.MILLISECONDS)
                        .until(() -> AreaState.of(store, CONNECTOR).settled());
                assertThat(collectors(fleet)).hasSize(1);

                fleet.close();

                assertThat(fleet.logs()).as("when asked to end").doesNotContain("could not be closed in order");
            }
            assertThat(sandbox.verdict("WeChat Archiver").differences(List.of()))
                    .isEmpty();
            assertThat(starts(store)).extracting(LedgerLine::writer).hasSize(2).doesNotHaveDuplicates();
        }
    }

    /** The schedule does not fire during the test: all collections are missed firings that run later. */
    private Map<String, String> settings() {
        Map<String, String> settings = QuickSettings.on(storage);
        int later = (Instant.now().atZone(ZoneOffset.UTC).getHour() + 12) % 24;
        settings.put("archiver.schedule", "0 0 " + later + " * * ?");
        settings.put("archiver.overlap", "1h");
        return settings;
    }

    private static List<Integer> collectors(Fleet fleet) throws IOException {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < fleet.size(); i++) {
            if (fleet.collects(i)) {
                found.add(i);
            }
        }
        return found;
    }

    private static boolean completedSince(ObjectStore store, Instant time) throws IOException {
        return new JsonObjects<>(store, Progress.class)
                .read("state/wechat/progress.json")
                .orElseThrow()
                .value()
                .lastFiring()
                .isAfter(time);
    }

    private static List<LedgerLine> starts(ObjectStore store) throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (Stream<LedgerLine> lines =
                new LedgerReader(store, CONNECTOR).lines(today.minusDays(1), today.plusDays(1))) {
            return lines.filter(line -> line.is(EventType.COLLECTION_STARTED)).toList();
        }
    }
}
