package org.opencompliance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInDay;
import org.opencompliance.sandbox.ArchiverProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the measurements one after the other: those named in the system property {@code bench.only}, separated by commas, or all.
 * The figures are also in {@code figures.json} of the folder in {@code bench.folder}.
 */
public final class Bench {

    private static final Logger LOG = LoggerFactory.getLogger(Bench.class);

    static final List<Measurement> MEASUREMENTS = List.of(
            // first, as the others then start with the classes that it prepares
            new StartTime(),
            new WholeWay(),
            new CpuOfSteps(),
            new Cryptography(),
            new ResidentMemory(),
            new ScaleOut(),
            new ThrottledMailbox(),
            new CostOfGrowth(),
            new BackfillLooks());

    private static final String AREA = "area-";

    private final Path folder;
    private final Set<Path> areas = new HashSet<>();

    private Bench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder =
                Path.of(System.getProperty("bench.folder", "target/bench")).toAbsolutePath();
        Runtime.getRuntime().addShutdownHook(new Thread(Bench::endProcesses));
        Files.createDirectories(folder);
        Bench bench = new Bench(folder);
        Figures figures = new Figures();
        for (Measurement measurement :
                chosen(System.getProperty("bench.only", "").split(","))) {
            bench.run(measurement, figures);
        }
        System.out.println();
        figures.print(System.out);
        figures.write(folder.resolve("figures.json"));
        bench.removeEarlierRuns();
    }

    /** Runs after the measurements: when ext4 creates a file, it looks at each inode that was freed in the last minutes. */
    private void removeEarlierRuns() throws IOException {
        List<Path> earlier;
        try (Stream<Path> files = Files.list(folder)) {
            earlier = files.filter(Files::isDirectory)
                    .filter(area -> area.getFileName().toString().startsWith(AREA))
                    .filter(area -> !areas.contains(area))
                    .toList();
        }
        for (Path area : earlier) {
            ArchiverProcess.empty(area);
            Files.delete(area);
        }
    }

    /** After an interrupt too, nothing goes on in the background. */
    private static void endProcesses() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static List<Measurement> chosen(String[] names) {
        List<String> wanted =
                Arrays.stream(names).filter(name -> !name.isBlank()).toList();
        List<String> known = MEASUREMENTS.stream().map(Measurement::name).toList();
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException("The measurements are " + known);
        }
        return MEASUREMENTS.stream()
                .filter(one -> wanted.isEmpty() || wanted.contains(one.name()))
                .toList();
    }

    private void run(Measurement measurement, Figures figures) {
        Instant begin = Instant.now();
        figures.begin(measurement.name());
        try {
            measurement.measure(this, figures);
        } catch (Exception e) { // boundary: one that fails must not take the others with it
            figures.note("failed: " + e);
            LOG.error("The measurement {} failed", measurement.name(), e);
        }
        figures.printLast(System.out);
        System.out.println(measurement.name() + ": "
                + Duration.between(begin, Instant.now()).toSeconds() + " s");
    }

    /** An empty folder for one process. */
    public Path area() throws IOException {
        Path area = Files.createTempDirectory(folder, AREA);
        areas.add(area);
        return area;
    }

    /** Starts a source and a Microsoft Graph in a JVM of their own. */
    public StandIn standIn(StandInDay day) throws IOException {
        return StandIn.start(day);
    }

    /**
     * The packaged program in its own folder, not started yet.
     *
     * @param settings properties that differ from those of {@link Program}
     */
    public Program program(StandIn standIn, Map<String, String> settings) throws IOException {
        return new Program(area(), standIn, settings);
    }
}
