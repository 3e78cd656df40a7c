package org.opencompliance.archiver.ledger.report.today;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.ScriptedWriter;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.storage.LocalObjectStore;

/**
 * Measures what today's figures cost at a number of ledger lines of the day, to be run by hand: CPU time of a refresh without a
 * new line, of one with 1,000 new lines, of a first count, and the memory that is kept, beside a full count. Arguments: the
 * numbers of lines (1000 100000 1000000 by default).
 */
public final class TodayBenchmark {

    /** Lines of an item: staged, planned, delivered twice, closed. */
    private static final int PER_ITEM = 5;

    private static final int ADDED = 200;
    private static final int WRITE = 4000;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    private final LocalObjectStore store;
    private final ReportBuilder builder;
    private ScriptedWriter writer;
    private int items;

    private TodayBenchmark(LocalObjectStore store) {
        this.store = store;
        this.builder = new ReportBuilder(new LedgerReader(store, "wechat"), name -> Optional.empty(), CLOCK);
        this.writer = new ScriptedWriter(store, "wechat", "archiver-0");
    }

    public static void main(String[] arguments) throws IOException {
        String[] sizes = arguments.length > 0 ? arguments : new String[] {"1000", "100000", "1000000"};
        System.out.println(
                "|   lines | full count | first count | nothing new | 1,000 new lines | ratio to full | kept |");
        System.out.println("|--:|--:|--:|--:|--:|--:|--:|");
        for (String size : sizes) {
            Path folder = Files.createTempDirectory("today-benchmark-");
            try (LocalObjectStore store = LocalObjectStore.open(folder.resolve("area"), CLOCK)) {
                new TodayBenchmark(store).measure(Integer.parseInt(size));
            }
        }
    }

    private void measure(int lines) throws IOException {
        write(lines / PER_ITEM);
        ZoneId zone = ZoneOffset.UTC;
        TodayReport.Settings settings = new TodayReport.Settings("wechat", zone, false);
        int rounds = lines < 10_000 ? 100 : 1;
        builder.today(zone);
        Duration full = cpu(rounds, () -> builder.today(zone));
        new TodayReport(store, settings, name -> Optional.empty(), builder::today, CLOCK).make();
        long before = used();
        TodayReport today = new TodayReport(store, settings, name -> Optional.empty(), builder::today, CLOCK);
        Duration first = cpu(1, today::make);
        long kept = used() - before;
        cpu(200, today::make);
        Duration idle = cpu(200, today::make);
        Duration grown = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            write(ADDED);
            grown = grown.plus(cpu(1, today::make));
        }
        print(lines, new Costs(full, first, idle, grown.dividedBy(20)), kept);
        if (!today.make().equals(builder.today(zone).withoutRows())) {
            throw new IllegalStateException("The counts differ");
        }
    }

    private record Costs(Duration full, Duration first, Duration idle, Duration grown) {}

    private static void print(int lines, Costs of, long kept) {
        System.out.printf(
                "| %,d | %,.1f ms | %,.1f ms | %,.2f ms | %,.2f ms | %.5f | %,.1f MB, %d bytes an item |%n",
                lines,
                millis(of.full()),
                millis(of.first()),
                millis(of.idle()),
                millis(of.grown()),
                millis(of.grown()) / millis(of.full()),
                kept / 1e6,
                kept / (lines / PER_ITEM));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static long used() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private interface Task {
        Object run() throws IOException;
    }

    private static Duration cpu(int times, Task task) throws IOException {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            task.run();
        }
        return Duration.ofNanos((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / times);
    }

    private void write(int count) throws IOException {
        for (int end = items + count; items < end; items++) {
            String item = "tm-f4d205fd-e1e7-4710-911a-" + items;
            String name = "staged/wechat/2026/11/20/" + item + ".eml";
            ItemEvents of = new ItemEvents("20261120T020000Z-8eff35", item, name);
            record(of.staged(new ItemEvents.Original("0".repeat(64), 50_000, CLOCK.instant(), "chat")));
            record(of.planned(2, "0".repeat(64), List.of()));
            record(of.imported(
                    "0f3c8e1a-0000-4000-8000-" + items % 200, "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AJcTJ4R", 0));
            record(of.ended("0f3c8e1a-0000-4000-8000-" + items % 97, Disposition.FAILED, "rejected"));
            record(of.closed());
        }
        writer.write(writer.waiting());
    }

    private void record(LedgerEvent event) throws IOException {
        writer.record(CLOCK.instant(), event);
        if (writer.waiting() > WRITE * 400) {
            writer.write(writer.waiting());
        }
    }
}
