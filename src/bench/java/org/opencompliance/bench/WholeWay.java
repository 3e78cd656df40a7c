package org.opencompliance.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInCounts;
import org.opencompliance.bench.standin.StandInDay;
import org.opencompliance.bench.yardstick.Yardstick;

/**
 * The rates of collection and import beside those of bare clients, and the CPU time of an item, for items of two sizes. The program collects everything first,
 * as it waits for its first mapping, and then imports from a full queue. The first quarter of each part is not measured.
 */
public final class WholeWay implements Measurement {

    static final int MAILBOXES = 200;
    private static final int IN_FLIGHT = 128;
    private static final int PER_MAILBOX = 4;
    private static final int FETCHERS = 4;

    static final Duration LATENCY = Duration.ofMillis(250);

    @Override
    public String name() {
        return "whole-way";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        measure(bench, figures, Integer.getInteger("bench.small", 4_000), 4, 1.2);
        measure(bench, figures, Integer.getInteger("bench.large", 2_400), 50, 2);
    }

    private void measure(Bench bench, Figures figures, int items, int kilobytes, double goal) throws Exception {
        StandInDay day = StandInDay.of(items, kilobytes * 1024, MAILBOXES, LATENCY);
        try (StandIn standIn = bench.standIn(day);
                Program program = bench.program(standIn, settings())) {
            program.start();
            double start = program.costs().cpuSeconds();
            program.collect(standIn.begin());
            Part collection = part(standIn, program, StandInCounts::fetched, items);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            program.release();
            Part importing = part(standIn, program, StandInCounts::created, items);
            program.expectImported(items);
            String of = " of " + kilobytes + " KB";
            StandInCounts counts = standIn.counts();
            Yardstick yardstick = new Yardstick(standIn);
            Yardstick.Bare bareCollection =
                    yardstick.collection(FETCHERS, program.folder().resolve("bare"));
            Yardstick.Bare bareImport = yardstick.importing(IN_FLIGHT, PER_MAILBOX);
            figures.add(new Figure("collection" + of, collection.rate, "items/s")
                    .against(bareCollection.rate())
                    .goalAtLeast(0.8));
            figures.add(new Figure("import" + of, importing.rate, "items/s")
                    .against(bareImport.rate())
                    .goalAtLeast(0.95));
            figures.add(new Figure("CPU of the collection" + of, collection.cpu, "ms an item")
                    .against(bareCollection.cpuMillis()));
            figures.add(
                    new Figure("CPU of the import" + of, importing.cpu, "ms an item").against(bareImport.cpuMillis()));
            double whole = collection.cpu + importing.cpu;
            figures.add(new Figure("CPU of the whole way" + of, whole, "ms an item").goalAtMost(goal));
            figures.add(new Figure("CPU of the whole way, against bare clients" + of, whole, "ms an item")
                    .against(bareCollection.cpuMillis() + bareImport.cpuMillis()));
            figures.add(new Figure("start", start, "CPU s"));
            figures.add(new Figure("peak memory" + of, program.costs().peakMegabytes(), "MB"));
            figures.note(items + " items" + of + "; the stand-in used "
                    + TimeUnit.NANOSECONDS.toMillis(counts.busy()) / items + " ms an item; " + counts);
        }
    }

    static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Program.held());
        settings.put("archiver.items-in-flight", Integer.toString(IN_FLIGHT));
        settings.put("microsoft.max-requests", Integer.toString(IN_FLIGHT));
        settings.put("microsoft.max-requests-per-mailbox", Integer.toString(PER_MAILBOX));
        settings.put("archiver.fetchers", Integer.toString(FETCHERS));
        return settings;
    }

    /** Waits until a counter passes a quarter, and then all of the items. */
    private static Part part(StandIn standIn, Program program, ToLongFunction<StandInCounts> counter, int items)
            throws IOException, InterruptedException {
        long from = await(standIn, counter, items / 4);
        double cpu = program.costs().cpuSeconds();
        long begin = System.nanoTime();
        long to = await(standIn, counter, items);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double used = program.costs().cpuSeconds() - cpu;
        return new Part((to - from) / seconds, used * 1000 / (to - from));
    }

    static long await(StandIn standIn, ToLongFunction<StandInCounts> counter, long number)
            throws IOException, InterruptedException {
        long reached = counter.applyAsLong(standIn.counts());
        while (reached < number) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            reached = counter.applyAsLong(standIn.counts());
        }
        return reached;
    }

    private record Part(double rate, double cpu) {}
}
