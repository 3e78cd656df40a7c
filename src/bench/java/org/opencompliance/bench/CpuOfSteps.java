package org.opencompliance.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInCounts;
import org.opencompliance.bench.standin.StandInDay;
import org.opencompliance.bench.steps.Recording;
import org.opencompliance.bench.steps.Step;
import org.opencompliance.bench.steps.ThreadTimes;

/**
 * Where the CPU time of an item goes: that of Java code by step, from a flight recording, and beside it that of the kernel and of the
 * JVM. The load is that of {@link WholeWay}, which measures without a recording.
 */
final class CpuOfSteps implements Measurement {

    @Override
    public String name() {
        return "steps";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        measure(bench, figures, 2_400, 4);
        measure(bench, figures, 1_200, 50);
    }

    private static void measure(Bench bench, Figures figures, int items, int kilobytes) throws Exception {
        StandInDay day = StandInDay.of(items, kilobytes * 1024, WholeWay.MAILBOXES, WholeWay.LATENCY);
        try (StandIn standIn = bench.standIn(day)) {
            Part collection;
            Part importing;
            Recording recording;
            try (Program program = bench.program(standIn, WholeWay.settings())) {
                recording = new Recording(program.folder());
                program.with("JAVA_OPTS", recording.options()).start();
                program.collect(standIn.begin());
                collection = part(standIn, program, StandInCounts::fetched, items);
                program.release();
                importing = part(standIn, program, StandInCounts::created, items);
                program.expectImported(items);
            }
            add(figures, "collection of " + kilobytes + " KB: ", collection, recording);
            add(figures, "import of " + kilobytes + " KB: ", importing, recording);
        }
    }

    private record Part(Instant from, Instant to, ThreadTimes used, long items) {}

    /** The last three quarters of a part. */
    private static Part part(StandIn standIn, Program program, ToLongFunction<StandInCounts> counter, int items)
            throws IOException, InterruptedException {
        long begin = WholeWay.await(standIn, counter, items / 4);
        Instant from = Instant.now();
        ThreadTimes before = ThreadTimes.of(program.pid());
        long end = WholeWay.await(standIn, counter, items);
        return new Part(from, Instant.now(), ThreadTimes.of(program.pid()).since(before), end - begin);
    }

    private static void add(Figures figures, String of, Part part, Recording recording) throws IOException {
        ThreadTimes used = part.used;
        Map<Step, Double> shares = recording.shares(part.from, part.to);
        shares.forEach((step, share) -> add(figures, of + step.text(), share * used.java(), part.items));
        add(figures, of + "the kernel, for files and sockets", used.system(), part.items);
        add(figures, of + "garbage collection", used.collector(), part.items);
        add(figures, of + "the compilers of the JVM", used.compilers(), part.items);
        add(figures, of + "all", used.all(), part.items);
    }

    private static void add(Figures figures, String name, double seconds, long items) {
        figures.add(new Figure(name, seconds * 1000 / items, "ms an item"));
    }
}
