package org.opencompliance.archiver.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.LedgerAudit;
import org.opencompliance.archiver.ledger.report.LedgerFinding;
import org.opencompliance.archiver.ledger.seal.SealKeys;
import org.opencompliance.archiver.ledger.seal.Sealing;
import org.opencompliance.archiver.storage.LocalObjectStore;

/**
 * Measures {@code verify --ledger} over made-up events, to be run by hand. Arguments: the number of events (a million by
 * default) and of days (100).
 */
public final class LedgerBenchmark {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    private LedgerBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        Path folder = Files.createTempDirectory("ledger-benchmark-");
        try (LocalObjectStore store = LocalObjectStore.open(folder.resolve("area"), Clock.systemUTC())) {
            SealKeys keys = new SealKeys(store, "wechat", "", Set.of());
            for (int day = 0; day < days; day++) {
                write(store, FIRST.plusDays(day), events / days, keys);
            }
            verify(store, keys);
        }
        System.out.println("made in " + folder + ", which can be removed");
    }

    private static void write(LocalObjectStore store, LocalDate day, int events, SealKeys keys) throws IOException {
        Clock noon = Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
        Clock after = Clock.fixed(Instant.parse(day.plusDays(1) + "T00:10:00Z"), ZoneOffset.UTC);
        LedgerSettings settings = LedgerSettings.of("wechat", "local");
        try (GroupCommitLedger ledger = GroupCommitLedger.open(store, settings, noon)) {
            CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
            for (int i = 0; i < events; i++) {
                last = ledger.append(event(day, i));
                if (i % 50_000 == 49_999) {
                    last.join();
                }
            }
            last.join();
            new Sealing(store, ledger, new LedgerReader(store, "wechat"), keys, after).sealDue();
        }
    }

    private static LedgerEvent event(LocalDate day, int i) {
        String item = "tm-f4d205fd-e1e7-4710-911a-" + day + "-" + i;
        return new LedgerEvent(
                EventType.DELIVERED,
                "20260101T020000Z-8eff35",
                item,
                "0f3c8e1a-0000-4000-8000-00000000000" + i % 10,
                Map.of(
                        "name",
                        "staged/wechat/2026/01/01/" + item + ".eml",
                        "disposition",
                        "imported",
                        "message",
                        "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AJcTJ4RWMj0qU" + i,
                        "leftOut",
                        0));
    }

    private static void verify(LocalObjectStore store, SealKeys keys) throws IOException {
        long begin = System.nanoTime();
        LedgerFinding found =
                new LedgerAudit(store, "wechat", keys).verify(LocalDate.EPOCH, LocalDate.of(9999, 12, 30));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        long lines = found.ledger().lines();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.println(
                (found.intact() ? "intact" : "BROKEN " + found.faults().size()) + ": " + found.text() + ", "
                        + took.toMillis() + " ms, " + lines * 1000 / Math.max(1, took.toMillis())
                        + " events a second, heap "
                        + (used >> 20) + " MB of " + (Runtime.getRuntime().maxMemory() >> 20) + " MB");
    }
}
