package org.opencompliance.bench.yardstick;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInDay;

/** The rates of a {@link BareClient} against the same stand-in, with the limits of the program. */
public final class Yardstick {

    private final StandIn standIn;

    public Yardstick(StandIn standIn) {
        this.standIn = standIn;
    }

    /** Items a second that are listed, fetched and written to a new folder. */
    public double collection(int fetchers, Path folder) throws IOException, InterruptedException {
        return run("collect", fetchers, folder.toString());
    }

    /** Messages a second that are created. */
    public double importing(int inFlight, int perMailbox) throws IOException, InterruptedException {
        return run("import", inFlight, Integer.toString(perMailbox));
    }

    private double run(String what, int threads, String last) throws IOException, InterruptedException {
        StandInDay day = standIn.day();
        return rate(
                List.of("-Xmx512m"),
                BareClient.class,
                what,
                standIn.source().toString(),
                day.begin().toString(),
                Integer.toString(day.items()),
                Integer.toString(day.size()),
                Integer.toString(day.mailboxes()),
                Integer.toString(threads),
                last);
    }

    /**
     * Runs a class of the bench in a JVM of its own.
     *
     * @param options of the JVM
     * @return the number that it prints
     */
    public static double rate(List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String rate = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0 || rate.isEmpty()) {
            throw new IOException(main.getSimpleName() + " measured nothing with " + List.of(arguments));
        }
        return Double.parseDouble(rate);
    }
}
