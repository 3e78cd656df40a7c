package org.opencompliance.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInCounts;
import org.opencompliance.bench.standin.StandInDay;

/**
 * The import rate of 49 mailboxes while a fiftieth is throttled. Two programs import the same items at the same time, and only one of
 * them has the throttled mailbox: so both have the same load of the machine beside them. The figure is the median over intervals.
 */
public final class ThrottledMailbox implements Measurement {

    private static final int MAILBOXES = 50;
    private static final int ITEMS = 3600;
    private static final int WARM = 300;
    private static final int INTERVALS = 6;
    private static final Duration INTERVAL = Duration.ofMillis(2500);
    private static final Duration LATENCY = Duration.ofMillis(250);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "throttled-mailbox";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        StandInDay day = StandInDay.of(ITEMS, 4 * 1024, MAILBOXES, LATENCY);
        try (Side throttled = Side.of(bench, day);
                Side usual = Side.of(bench, day)) {
            Process one = throttled.collect();
            Process other = usual.collect();
            one.waitFor();
            other.waitFor();
            throttled.standIn.throttle(0, SHORT);
            throttled.program.release();
            usual.program.release();
            warmUp(throttled, usual);
            compare(throttled, usual, SHORT, figures);
            compare(throttled, usual, LONG, figures);
            throttled.program.expectImported(WARM);
            usual.program.expectImported(WARM);
            if (usual.created() >= ITEMS) {
                figures.note("too few items for the time: the rates are too low");
            }
        }
    }

    private static void warmUp(Side throttled, Side usual) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (throttled.created() < WARM || usual.created() < WARM) {
            if (System.nanoTime() > end) {
                throw new IOException("The import does not begin; see " + throttled.program.folder());
            }
            pass(throttled, SHORT, Duration.ofMillis(500));
        }
    }

    private static void compare(Side throttled, Side usual, Duration wait, Figures figures)
            throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        Count before = throttled.count();
        Count beforeUsual = usual.count();
        Count from = before;
        Count fromUsual = beforeUsual;
        for (int i = 0; i < INTERVALS; i++) {
            pass(throttled, wait, INTERVAL);
            Count to = throttled.count();
            Count toUsual = usual.count();
            ratios.add(to.rateSince(from) / others(toUsual.rateSince(fromUsual)));
            from = to;
            fromUsual = toUsual;
        }
        ratios.sort(null);
        double median = (ratios.get(INTERVALS / 2 - 1) + ratios.get(INTERVALS / 2)) / 2;
        String when = "Retry-After " + wait.toSeconds() + " s";
        figures.add(new Figure("rate of the other 49, " + when, median, "of the rate without").goalAtLeast(0.98));
        figures.add(new Figure("CPU, " + when, from.cpuSince(before), "ms an item")
                .against(fromUsual.cpuSince(beforeUsual)));
        figures.note(String.format(
                Locale.ROOT,
                "%s: %.1f items/s for the other 49, %.1f without a throttle; the ratios of the intervals are %.3f to %.3f",
                when,
                from.rateSince(before),
                others(fromUsual.rateSince(beforeUsual)),
                ratios.get(0),
                ratios.get(INTERVALS - 1)));
    }

    /** The items are for all mailboxes in turn. */
    private static double others(double rate) {
        return rate * (MAILBOXES - 1) / MAILBOXES;
    }

    /** Waits, and lets the mailbox ask for this wait all the time. */
    private static void pass(Side throttled, Duration wait, Duration time) throws IOException, InterruptedException {
        throttled.standIn.throttle(0, wait);
        LockSupport.parkNanos(time.toNanos());
    }

    /** A program with a source and a Microsoft Graph of its own. */
    private record Side(StandIn standIn, Program program) implements AutoCloseable {

        /** The program waits for its first mapping before it imports. */
        static Side of(Bench bench, StandInDay day) throws IOException {
            StandIn standIn = bench.standIn(day);
            return new Side(standIn, bench.program(standIn, Program.held()).start());
        }

        /** Lets the items be archived from now on, so that none is older than the area, and collects them. */
        Process collect() throws IOException, InterruptedException {
            return program.collect(standIn.begin(), "--no-wait");
        }

        long created() throws IOException, InterruptedException {
            return standIn.counts().created();
        }

        Count count() throws IOException, InterruptedException {
            StandInCounts counts = standIn.counts();
            return new Count(
                    counts.created(), System.nanoTime(), program.costs().cpuSeconds());
        }

        @Override
        public void close() throws InterruptedException {
            program.close();
            standIn.close();
        }
    }

    private record Count(long created, long nanos, double cpuSeconds) {

        double rateSince(Count before) {
            return (created - before.created) * (double) TimeUnit.SECONDS.toNanos(1) / (nanos - before.nanos);
        }

        /** In milliseconds for each message. */
        double cpuSince(Count before) {
            return (cpuSeconds - before.cpuSeconds) * 1000 / Math.max(1, created - before.created);
        }
    }
}
