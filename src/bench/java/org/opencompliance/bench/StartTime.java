package org.opencompliance.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInDay;

/**
 * The time and the CPU time from the start to "Running", the median of some starts: on the Java of the build, and on 25 if it is in
 * {@code bench.java25} or in {@code /usr/lib/jvm}. With the classes of a start, as the package and the image have them.
 */
public final class StartTime implements Measurement {

    private static final int STARTS = 3;

    @Override
    public String name() {
        return "start-time";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        try (StandIn standIn = bench.standIn(StandInDay.of(1, 1024, 1, Duration.ZERO))) {
            measure(bench, standIn, Path.of(System.getProperty("java.home")), figures, 2.5);
            Path java25 = java25();
            if (java25 == null) {
                figures.note("there is no Java 25 in bench.java25 or /usr/lib/jvm");
            } else {
                measure(bench, standIn, java25, figures, 1.2);
            }
        }
    }

    private static void measure(Bench bench, StandIn standIn, Path java, Figures figures, double goal)
            throws IOException, InterruptedException {
        String prepared = Program.prepareStart(java);
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (Program program = bench.program(standIn, Map.of()).with("JAVA_HOME", java.toString())) {
                long begin = System.nanoTime();
                program.start();
                seconds.add((System.nanoTime() - begin) / 1e9);
                cpu.add(program.costs().cpuSeconds());
            }
        }
        String on = " on " + java.getFileName();
        figures.add(new Figure("start to ready" + on, median(seconds), "s").goalAtMost(goal));
        figures.add(new Figure("start" + on, median(cpu), "CPU s").goalAtMost(3));
        figures.note(prepared.strip() + "; seconds of the starts: " + seconds);
    }

    private static double median(List<Double> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }

    private static Path java25() throws IOException {
        String named = System.getProperty("bench.java25");
        if (named != null) {
            return Path.of(named);
        }
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*25*")) {
            for (Path java : found) {
                if (Files.isExecutable(java.resolve("bin/java"))) {
                    return java;
                }
            }
        }
        return null;
    }
}
