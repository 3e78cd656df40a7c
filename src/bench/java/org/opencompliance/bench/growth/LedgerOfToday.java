package org.opencompliance.bench.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.ScriptedWriter;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.today.TodayReport;
import org.opencompliance.archiver.storage.LocalObjectStore;

/** Closed items in the ledger of the current day, without their originals, and the CPU time of what reads that ledger. */
public final class LedgerOfToday {

    /** Lines of an item: staged, planned, delivered twice, closed. */
    public static final int LINES = 5;
    /** Number of items with new lines at a refresh. */
    public static final int NEW_ITEMS = 200;

    private static final String CONNECTOR = "wechat";
    private static final int REFRESHES = 20;
    private static final int BYTES = 1 << 20;
    /** A report of few lines is made again until that many lines were read. */
    private static final int MEASURED = 100_000;

    private final Path area;
    /** Of all lines, on one UTC day also when the bench runs over midnight. */
    private final Instant at = Instant.now();

    private final Clock clock = Clock.fixed(at, ZoneOffset.UTC);

    /**
     * The CPU time in milliseconds.
     *
     * @param report of a report of the day
     * @param refresh of a refresh of the day's counters with the lines of {@link #NEW_ITEMS} items
     * @param imported number of deliveries in the ledger
     */
    public record Costs(double report, double refresh, long imported) {}

    /** @param area the folder of the storage area, which need not exist */
    public LedgerOfToday(Path area) {
        this.area = area;
    }

    /** Writes a number of lines, and measures. */
    public Costs measure(int lines) throws IOException {
        try (LocalObjectStore store = LocalObjectStore.open(area, clock)) {
            Items items = new Items(store);
            items.write(lines / LINES);
            ReportBuilder builder =
                    new ReportBuilder(new LedgerReader(store, CONNECTOR), name -> Optional.empty(), clock);
            LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            double report = Cpu.millis(Math.max(1, MEASURED / lines), () -> require(builder.day(day), items.number));
            TodayReport.Settings settings = new TodayReport.Settings(CONNECTOR, ZoneOffset.UTC, false);
            TodayReport today = new TodayReport(store, settings, name -> Optional.empty(), builder::today, clock);
            today.make();
            double refresh = 0;
            for (int i = 0; i < REFRESHES; i++) {
                items.write(NEW_ITEMS);
                refresh += Cpu.millis(() -> require(today.make(), items.number)) / REFRESHES;
            }
            return new Costs(report, refresh, 2L * items.number);
        }
    }

    private static void require(Report report, int items) {
        if (report.imports().available() != 2L * items) {
            throw new IllegalStateException("The report counts " + report.imports() + " for " + items + " items");
        }
    }

    private final class Items {

        private final ScriptedWriter writer;
        private int number;

        private Items(LocalObjectStore store) {
            writer = new ScriptedWriter(store, CONNECTOR, "bench-0");
        }

        private void write(int more) throws IOException {
            for (int end = number + more; number < end; number++) {
                String id = "tm-f4d205fd-e1e7-4710-911a-" + number;
                String name = "staged/wechat/"
                        + LocalDate.ofInstant(at, ZoneOffset.UTC).toString().replace('-', '/') + "/" + id + ".eml";
                for (LedgerEvent event : events(new ItemEvents("20261120T020000Z-8eff35", id, name))) {
                    writer.record(at, event);
                }
                if (writer.waiting() > BYTES) {
                    writer.write(writer.waiting());
                }
            }
            writer.write(writer.waiting());
        }

        private List<LedgerEvent> events(ItemEvents of) {
            return List.of(
                    of.staged(new ItemEvents.Original("0".repeat(64), 50_000, at.minus(Duration.ofHours(1)), "chat")),
                    of.planned(2, "0".repeat(64), List.of()),
                    of.imported(mailbox(number % 200), "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AJcTJ4R", 0),
                    of.imported(mailbox(200 + number % 97), "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AJcTJ4S", 0),
                    of.closed());
        }

        private static String mailbox(int number) {
            return "0f3c8e1a-0000-4000-8000-" + number;
        }
    }
}
