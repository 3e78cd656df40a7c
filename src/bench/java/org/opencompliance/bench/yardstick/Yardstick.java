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
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path"),
                BareClient.class.getName(),
                what,
                standIn.source().toString(),
                day.begin().toString(),
                Integer.toString(day.items()),
                Integer.toString(day.size()),
                Integer.toString(day.mailboxes()),
                Integer.toString(threads),
                last));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String rate = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0 || rate.isEmpty()) {
            throw new IOException("The bare client failed to " + what);
        }
        return Double.parseDouble(rate);
    }
}
