package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.ScriptedWriter;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.today.TodayReport;

/**
 * Measures the CPU time of a page that refreshes every 2 seconds, to be run by hand: a read, a look of the process, and a count of 200
 * new items, with a number of ledger lines of the day. Argument: the number of lines (1000000 by default).
 */
public final class OverviewBenchmark {

    /** Lines of an item: staged, planned, delivered twice, closed. */
    private static final int PER_ITEM = 5;

    private static final int WRITE = 4000;
    private static final int NEW = 200;
    private static final int ROUNDS = 100;

    private int items;

    private OverviewBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        try (SomeArchive archive = new SomeArchive(Files.createTempDirectory("overview-benchmark-"))) {
            new OverviewBenchmark().measure(archive, lines);
        }
    }

    private void measure(SomeArchive archive, int lines) throws IOException {
        for (LocalDate day = SomeArchive.DAY.minusDays(29); day.isBefore(SomeArchive.DAY); day = day.plusDays(1)) {
            new ReportWriter(archive.store).write(SomeArchive.report(day, null, Verdict.HOLDS));
        }
        ScriptedWriter writer = new ScriptedWriter(archive.store, SomeArchive.CONNECTOR, "archiver-0");
        write(archive, writer, lines / PER_ITEM);
        ReportBuilder builder = new ReportBuilder(
                new LedgerReader(archive.store, SomeArchive.CONNECTOR), name -> Optional.empty(), archive.clock);
        TodayReport today = new TodayReport(
                archive.store,
                new TodayReport.Settings(SomeArchive.CONNECTOR, ZoneOffset.UTC, false),
                name -> Optional.empty(),
                builder::today,
                archive.clock);
        SomeArchive.Member member = archive.member("one");
        member.today = today.make();
        member.look();
        archive.member("two").look();
        report("a read", cpu(member.overview::json));
        report("a look and a read", cpu(() -> {
            archive.clock.advance(Overview.EVERY);
            member.look();
        }));
        Duration counted = Duration.ZERO;
        for (int i = 0; i < ROUNDS; i++) {
            write(archive, writer, NEW);
            archive.clock.advance(Overview.EVERY);
            Duration begun = used();
            member.today = today.make();
            member.look();
            member.overview.json();
            counted = counted.plus(used().minus(begun));
        }
        report("the same with " + NEW + " new items", counted.dividedBy(ROUNDS));
        System.out.println(member.overview.json().length() + " characters of JSON");
    }

    private void write(SomeArchive archive, ScriptedWriter writer, int count) throws IOException {
        for (int end = items + count; items < end; items++) {
            String item = "tm-f4d205fd-e1e7-4710-911a-" + items;
            ItemEvents of =
                    new ItemEvents("20261122T020000Z-8eff35", item, "staged/wechat/2026/11/22/" + item + ".eml");
            for (LedgerEvent event : List.of(
                    of.staged(new ItemEvents.Original("0".repeat(64), 50_000, archive.clock.instant(), "chat")),
                    of.planned(2, "0".repeat(64), List.of()),
                    of.imported("0f3c8e1a-0000-4000-8000-" + items % 200, "AAkALgAAAAAAHYQDEapmEc2byACqAC", 0),
                    of.ended("0f3c8e1a-0000-4000-8000-" + items % 97, Disposition.FAILED, "rejected"),
                    of.closed())) {
                writer.record(archive.clock.instant(), event);
            }
            if (items % WRITE == 0) {
                writer.write(writer.waiting());
            }
        }
        writer.write(writer.waiting());
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    /** For each round, after as many rounds to warm up. */
    private static Duration cpu(Task task) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            task.run();
        }
        Duration begun = used();
        for (int i = 0; i < ROUNDS; i++) {
            task.run();
        }
        return used().minus(begun).dividedBy(ROUNDS);
    }

    private static Duration used() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    private static void report(String what, Duration time) {
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %.3f ms, %.3f %% of a core at every 2 s",
                what,
                time.toNanos() / 1e6,
                time.toNanos() / 1e6 / 20));
    }
}
