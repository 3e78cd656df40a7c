package org.opencompliance.bench.standin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A running {@link StandInServer}. It ends when it is closed, or with this JVM. */
public final class StandIn implements AutoCloseable {

    private StandInDay day;
    private final Process process;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private StandIn(StandInDay day, Process process, URI address) {
        this.day = day;
        this.process = process;
        this.address = address;
    }

    /** Starts the server and waits until it listens. */
    public static StandIn start(StandInDay day) throws IOException {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                StandInServer.class.getName(),
                Integer.toString(day.items()),
                Integer.toString(day.size()),
                Integer.toString(day.mailboxes()),
                Long.toString(day.latency().toMillis()),
                day.begin().toString());
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String printed = out.readLine();
        if (printed == null) {
            throw new IOException("The stand-in did not start");
        }
        return new StandIn(day, process, URI.create(printed));
    }

    public StandInDay day() {
        return day;
    }

    /** The address of the source, without a path. */
    public URI source() {
        return address;
    }

    /** The address of Microsoft Graph, which ends in {@code /v1.0}. */
    public URI graph() {
        return address.resolve("/v1.0");
    }

    /** Lets its items be archived from now on; for an area that was just created. */
    public StandInDay begin() throws IOException, InterruptedException {
        day = day.beginning(Instant.now().truncatedTo(ChronoUnit.MICROS));
        get(StandInServer.BEGIN + day.begin());
        return day;
    }

    /** What it was asked so far. */
    public StandInCounts counts() throws IOException, InterruptedException {
        return new JsonMapper().readValue(get(StandInServer.COUNTS), StandInCounts.class);
    }

    /** Answers requests for messages of this mailbox with 429 for that long. */
    public void throttle(int mailbox, Duration time) throws IOException, InterruptedException {
        get(StandInServer.THROTTLE + mailbox + "?seconds=" + time.toSeconds());
    }

    /** Sets how long Microsoft Graph takes for each answer from now on. */
    public void latency(Duration time) throws IOException, InterruptedException {
        get(StandInServer.LATENCY + time.toMillis());
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
