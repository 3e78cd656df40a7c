package org.opencompliance.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.bench.growth.LedgerOfToday;
import org.opencompliance.bench.growth.StagedOriginals;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInDay;

/**
 * CPU time that can grow with an archive: of an item, a report and the day's counters at a number of ledger lines of the day, and of the
 * sweep and the figures at a number of staged originals. The yardstick is the cost at the smallest number. The system property {@code
 * bench.originals} is the largest number of originals; a million take some minutes.
 */
public final class CostOfGrowth implements Measurement {

    private static final int[] LINES = {1_000, 100_000, 1_000_000};
    private static final int[] ORIGINALS = {10_000, 100_000};
    private static final int LARGEST = 200_000;

    private static final int ITEMS = 1_500;
    /** CPU seconds of the program in a second without work. */
    private static final double IDLE = 0.15;
    /** Part of the cost at the smallest number; the rest is noise. */
    private static final double FLAT = 1.25;

    private static final int MICROS = 1_000;

    /** The costs at the smallest number, by the names of the figures. */
    private final Map<String, Double> least = new TreeMap<>();

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        least.clear();
        new LedgerOfToday(bench.area().resolve("data")).measure(LINES[1]);
        for (int lines : LINES) {
            ledger(bench, figures, lines);
        }
        new StagedOriginals(bench.area().resolve("data")).measure(ORIGINALS[0]);
        for (int originals : originals()) {
            originals(bench, figures, originals);
        }
    }

    private static TreeSet<Integer> originals() {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (int number : ORIGINALS) {
            numbers.add(number);
        }
        numbers.add(Integer.getInteger("bench.originals", LARGEST));
        return numbers;
    }

    private void ledger(Bench bench, Figures figures, int lines) throws Exception {
        StandInDay day = StandInDay.of(ITEMS, 4 * 1024, 200, Duration.ofMillis(1));
        try (StandIn standIn = bench.standIn(day);
                Program program = bench.program(standIn, Map.of())) {
            LedgerOfToday.Costs costs = new LedgerOfToday(program.area()).measure(lines);
            String at = " at %,d lines".formatted(lines);
            String news = "day's counters with %d new items".formatted(LedgerOfToday.NEW_ITEMS);
            figures.add(new Figure("report" + at, costs.report() / MICROS, "CPU s"));
            figures.add(flat("report", at, costs.report() * MICROS / lines, "CPU µs a line"));
            figures.add(flat(news, at, costs.refresh(), "CPU ms"));
            figures.add(flat("item of 4 KB", at, item(standIn, program, costs.imported()), "CPU ms"));
        }
    }

    private void originals(Bench bench, Figures figures, int originals) throws IOException {
        StagedOriginals.Costs costs = new StagedOriginals(bench.area().resolve("data")).measure(originals);
        String at = " at %,d originals".formatted(originals);
        String news = "pending items and dead letters with %d new items".formatted(StagedOriginals.NEW_ITEMS);
        figures.add(new Figure("sweep" + at, costs.sweep(), "CPU ms"));
        figures.add(flat("first sweep of a process", at, costs.first() * MICROS / originals, "CPU µs an original"));
        figures.add(flat("sweep", at, costs.sweep() * MICROS / originals, "CPU µs an original"));
        figures.add(
                flat("complete count of pending items", at, costs.count() * MICROS / originals, "CPU µs an original"));
        figures.add(flat(news, at, costs.refresh(), "CPU ms"));
    }

    private Figure flat(String name, String at, double value, String unit) {
        double smallest = least.computeIfAbsent(name + unit, first -> value);
        return new Figure(name + at, value, unit).against(smallest).goalAtMost(FLAT);
    }

    /** The CPU time of an item of a collection, without the first quarter. */
    private static double item(StandIn standIn, Program program, long before) throws Exception {
        program.start();
        awaitIdle(program);
        program.collect(standIn.begin());
        long from = created(standIn, ITEMS / 4);
        double begin = program.costs().cpuSeconds();
        long to = created(standIn, ITEMS);
        double used = program.costs().cpuSeconds() - begin;
        program.expectImported(before + ITEMS);
        return used * 1000 / (to - from);
    }

    /** The first count of the day is made. */
    private static void awaitIdle(Program program) throws IOException {
        double before;
        double now = program.costs().cpuSeconds();
        do {
            before = now;
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            now = program.costs().cpuSeconds();
        } while (now - before > 2 * IDLE);
    }

    private static long created(StandIn standIn, int number) throws IOException, InterruptedException {
        long reached = standIn.counts().created();
        while (reached < number) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            reached = standIn.counts().created();
        }
        return reached;
    }
}
