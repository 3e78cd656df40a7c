package org.opencompliance.archiver.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.opencompliance.archiver.storage.StoredObject;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.site.SiteOperation;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/**
 * Two processes lead at the same time, as during an update from a version that has its lease elsewhere: both collect the same
 * windows, sweep and report. Nothing is lost and nothing is twice.
 */
@Tag("crash")
@WithAzurite
@Timeout(300)
class TwoCollectorsAtOnceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CONNECTOR = "wechat";
    private static final String LEASE = "state/wechat/lead.json";
    private static final int ITEMS = 100;

    @TempDir
    private Path folder;

    private final StorageUnderTrial storage;

    TwoCollectorsAtOnceIT(Azurite azurite) {
        this.storage = StorageUnderTrial.in(azurite);
    }

    @Test
    void loseNothingAndDoubleNothing() throws Exception {
        SampleDay day = SampleDay.on(LocalDate.now(ZoneOffset.UTC).minusDays(1))
                .odd(false)
                .items(ITEMS)
                .make();
        try (Sandbox sandbox = Sandbox.start(day);
                ObjectStore store = storage.attach()) {
            new JsonObjects<>(store, Progress.class)
                    .create("state/wechat/progress.json", new Progress(day.from(), day.from(), null));
            Hold time = sandbox.site().hold(SiteOperation.LIST);
            try (Fleet first = new Fleet(folder.resolve("first"), sandbox, settings(), 1)) {
                Hold firstWindow = afterTheTime(sandbox, time);
                Hold othersTime = sandbox.site().hold(SiteOperation.LIST);
                takeTheLeaseAway(store);
                try (Fleet other = new Fleet(folder.resolve("other"), sandbox, settings(), 1)) {
                    Hold otherWindow = afterTheTime(sandbox, othersTime);
                    firstWindow.release();
                    otherWindow.release();
                    awaitEnd(store);
                    assertThat(first.collects(0) && other.collects(0))
                            .as("both lead")
                            .isTrue();
                }
            }
            check(store, sandbox);
        }
    }

    /** Awaits the request for the source's time and releases it; @return the held request for the first window. */
    private static Hold afterTheTime(Sandbox sandbox, Hold time) throws Exception {
        assertThat(time.awaitArrived(PATIENCE)).isTrue();
        Hold window = sandbox.site().hold(SiteOperation.LIST);
        time.release();
        assertThat(window.awaitArrived(PATIENCE)).isTrue();
        return window;
    }

    /** The first process renews its lease only after two minutes. */
    private static void takeTheLeaseAway(ObjectStore store) throws IOException {
        StoredObject lease = store.read(LEASE).orElseThrow();
        byte[] given = "{\"owner\":\"none\",\"until\":\"1970-01-01T00:00:00Z\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(store.replace(LEASE, given, lease.version())).isPresent();
    }

    private static void awaitEnd(ObjectStore store) {
        await().atMost(PATIENCE)
                .pollInterval(500, TimeUnit.MILLISECONDS)
                .until(() -> lines(store, EventType.COLLECTION_ENDED).size() >= 2
                        && AreaState.of(store, CONNECTOR).settled());
        await().atMost(PATIENCE).until(() -> KeptReports.of(store, CONNECTOR).count() >= 2);
    }

    private static void check(ObjectStore store, Sandbox sandbox) throws IOException {
        List<LedgerLine> starts = lines(store, EventType.COLLECTION_STARTED);
        KeptReports reports = KeptReports.of(store, CONNECTOR);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(starts)
                .extracting(LedgerLine::writer)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(1);
        assertThat(sandbox.verdict("WeChat Archiver").differences(List.of())).isEmpty();
        assertThat(lines(store, EventType.STAGED))
                .extracting(LedgerLine::item)
                .hasSize(ITEMS)
                .doesNotHaveDuplicates();
        assertThat(lines(store, EventType.STAGED))
                .extracting(LedgerLine::writer)
                .as("both staged items")
                .contains(starts.get(0).writer(), starts.get(1).writer());
        assertThat(reports.wrong()).isEmpty();
        assertThat(reports.staged()).isEqualTo(ITEMS);
        assertThat(new LedgerReader(store, CONNECTOR)
                        .verify(today.minusDays(1), today.plusDays(1))
                        .intact())
                .isTrue();
    }

    private static List<LedgerLine> lines(ObjectStore store, EventType type) throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (Stream<LedgerLine> lines =
                new LedgerReader(store, CONNECTOR).lines(today.minusDays(1), today.plusDays(1))) {
            return lines.filter(line -> line.is(type)).toList();
        }
    }

    /** The schedule does not fire during the test: each process collects the missed firing. */
    private Map<String, String> settings() {
        Map<String, String> settings = QuickSettings.on(storage);
        int later = (Instant.now().atZone(ZoneOffset.UTC).getHour() + 12) % 24;
        settings.put("archiver.lead-duration", "10m");
        settings.put("archiver.report-every", "1s");
        settings.put("archiver.schedule", "0 0 " + later + " * * ?");
        settings.put("archiver.overlap", "1h");
        return settings;
    }
}
