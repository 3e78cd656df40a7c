package org.opencompliance.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.opencompliance.bench.program.Costs;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInDay;

/**
 * The memory that the program has resident after so many items of 4 KB, the most that it had until then, and the most with eight items
 * of 148 MB at once. The settings are those that it ships with. The items of all counts go through the same process, each step one
 * collection.
 * {@code bench.most} is the number of items of the last step.
 */
public final class ResidentMemory implements Measurement {

    private static final int FEW = 1000;
    private static final int MANY = 10_000;
    private static final int MAILBOXES = 200;
    private static final int LARGE_ITEMS = 8;
    private static final int LARGE_MEGABYTES = 148;
    private static final Duration LATENCY = Duration.ofMillis(20);
    /** Within this time the JVM gives back the free memory of the C library. */
    private static final Duration REST = Duration.ofSeconds(6);

    private static final double GOAL = 320;
    private static final double FLAT = 1.1;

    @Override
    public String name() {
        return "resident-memory";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        large(bench, figures);
        small(bench, figures);
    }

    private static void small(Bench bench, Figures figures) throws Exception {
        int most = Integer.getInteger("bench.most", MANY);
        int[] steps = IntStream.of(FEW, MANY, most)
                .filter(step -> step <= most)
                .distinct()
                .toArray();
        try (StandIn standIn = bench.standIn(StandInDay.of(most, 4 * 1024, MAILBOXES, LATENCY));
                Program program = bench.program(standIn, Map.of())) {
            program.start();
            StandInDay day = standIn.begin();
            double first = 0;
            int before = 0;
            for (int items : steps) {
                collect(program, day.archivedAt(before), day.archivedAt(items));
                program.expectImported(items);
                LockSupport.parkNanos(REST.toNanos());
                Costs costs = program.costs();
                String after = " after " + items + " items";
                figures.add(new Figure("peak" + after, costs.peakMegabytes(), "MB").goalAtMost(GOAL));
                first = first == 0 ? costs.residentMegabytes() : first;
                figures.add(new Figure("resident" + after, costs.residentMegabytes(), "MB")
                        .against(first)
                        .goalAtMost(FLAT));
                before = items;
            }
        }
    }

    private static void large(Bench bench, Figures figures) throws Exception {
        try (LargeItems items = new LargeItems(LARGE_ITEMS, LARGE_MEGABYTES);
                Program program = new Program(
                        bench.area(),
                        items.site().url(),
                        items.tenant().url(),
                        Map.of("archiver.size-limit", "150MB"))) {
            program.start();
            collect(program, items.begin(), items.begin().plusSeconds(1));
            program.expectImported(LARGE_ITEMS);
            double peak = program.costs().peakMegabytes();
            String name = "peak with " + LARGE_ITEMS + " files of " + LARGE_MEGABYTES + " MB at once";
            figures.add(new Figure(name, peak, "MB").goalAtMost(GOAL));
        }
    }

    /** Returns when all items are imported. */
    private static void collect(Program program, Instant from, Instant to) throws IOException, InterruptedException {
        program.command("collect", "--from", from.toString(), "--to", to.toString());
    }
}
