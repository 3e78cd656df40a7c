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
 * The CPU time of an item by step, from a flight recording, and beside it that of the kernel and of the JVM. The samples are of threads
 * that run Java code; the user time of native code is spread over the steps in the same proportion. The settings are those of
 * {@link WholeWay}, which measures more items and without a recording.
 */
final class CpuOfSteps implements Measurement {

    @Override
    public String name() {
        return "steps";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        measure(bench, figures, 2_000, 4);
        measure(bench, figures, 1_000, 50);
    }

    private static void measure(Bench bench, Figures figures, int items, int kilobytes) throws Exception {
        StandInDay day = StandInDay.of(items, kilobytes * 1024, WholeWay.MAILBOXES, WholeWay.LATENCY);
        try (StandIn standIn = bench.standIn(day)) {
            Part collection;
            Part importing;
            Recording recording;
            try (Program program = bench.program(standIn, WholeWay.settings())) {
                recording = new Recording(program.folder());
                program.adding("JAVA_OPTS", recording.options()).start();
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
        Map<Step, Long> samples = recording.samples(part.from, part.to);
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        samples.forEach((step, count) -> add(figures, of + step.text(), used.java() * count / all, part.items));
        add(figures, of + "the kernel", used.system(), part.items);
        add(figures, of + "garbage collection", used.collector(), part.items);
        add(figures, of + "the compilers of the JVM", used.compilers(), part.items);
        add(figures, of + "the recording", used.recorder(), part.items);
        add(figures, of + "all", used.all(), part.items);
        figures.note(of + all + " samples of Java code");
    }

    private static void add(Figures figures, String name, double seconds, long items) {
        figures.add(new Figure(name, seconds * 1000 / items, "ms an item"));
    }
}
