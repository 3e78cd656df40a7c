package org.opencompliance.bench.yardstick;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInDay;

/** The rates and the CPU time of a {@link BareClient} against the same stand-in, with the limits of the program. */
public final class Yardstick {

    private final StandIn standIn;

    /**
     * What a bare client reached.
     *
     * @param rate items a second
     * @param cpuMillis an item
     */
    public record Bare(double rate, double cpuMillis) {}

    public Yardstick(StandIn standIn) {
        this.standIn = standIn;
    }

    /** Lists and fetches the items, and writes them to a new folder. */
    public Bare collection(int fetchers, Path folder) throws IOException, InterruptedException {
        return run("collect", fetchers, folder.toString());
    }

    /** Creates a message for each item. */
    public Bare importing(int inFlight, int perMailbox) throws IOException, InterruptedException {
        return run("import", inFlight, Integer.toString(perMailbox));
    }

    private Bare run(String what, int threads, String last) throws IOException, InterruptedException {
        StandInDay day = standIn.day();
        String[] printed = print(
                        List.of("-Xmx512m"),
                        BareClient.class,
                        what,
                        standIn.source().toString(),
                        day.begin().toString(),
                        Integer.toString(day.items()),
                        Integer.toString(day.size()),
                        Integer.toString(day.mailboxes()),
                        Integer.toString(threads),
                        last)
                .split(" ");
        return new Bare(Double.parseDouble(printed[0]), Double.parseDouble(printed[1]));
    }

    /**
     * Runs a class of the bench in a JVM of its own.
     *
     * @param options of the JVM
     * @return the number that it prints
     */
    public static double rate(List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return Double.parseDouble(print(options, main, arguments));
    }

    private static String print(List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0 || printed.isEmpty()) {
            throw new IOException(main.getSimpleName() + " measured nothing with " + List.of(arguments));
        }
        return printed;
    }
}
