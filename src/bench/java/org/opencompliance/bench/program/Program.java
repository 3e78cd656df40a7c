package org.opencompliance.bench.program;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInDay;

/**
 * The packaged program, started by {@code bin/archiver} with the options that it ships with. The system property
 * {@code bench.program} is the folder of the package. Used by one thread.
 */
public final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Path config;
    private final Path log;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<Process> commands = new ArrayList<>();
    private Process process;

    /** @param settings properties that differ from those below */
    public Program(Path folder, StandIn standIn, Map<String, String> settings) throws IOException {
        this(folder, standIn.source(), standIn.graph(), settings);
    }

    /** A program beside another source and Microsoft Graph than those of {@link StandIn}. */
    public Program(Path folder, URI source, URI graph, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.config = folder.resolve("application.properties");
        this.log = folder.resolve("archiver.log");
        Map<String, String> properties = new TreeMap<>();
        properties.put("telemessage.url", source.toString());
        properties.put("telemessage.username", "bench");
        properties.put("telemessage.password", "bench");
        properties.put("microsoft.credentials", "none");
        properties.put("microsoft.service-url", graph.toString());
        properties.put("archiver.scheduled", "false");
        properties.put("archiver.source-lag", "0s");
        properties.put("archiver.storage-directory", folder.resolve("data").toString());
        properties.put("archiver.management-port", "0");
        properties.put("archiver.routes-directory", routes());
        properties.putAll(settings);
        String options = System.getProperty("bench.java-options");
        if (options != null) {
            with("JAVA_OPTS", options);
        }
        List<String> lines = new ArrayList<>();
        properties.forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(config, lines);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    }

    /** Sets a variable of the environment, as {@code JAVA_OPTS}. */
    public Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Adds options to a variable of the environment. */
    public Program adding(String variable, String options) {
        environment.merge(variable, options, (before, more) -> before + " " + more);
        return this;
    }

    /** The storage area. */
    public Path area() {
        return folder.resolve("data");
    }

    public Path folder() {
        return folder;
    }

    /** Makes the classes of a start for this Java, by {@code bin/prepare-start} of the package; gives what it prints. */
    public static String prepareStart(Path java) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", script("prepare-start"), routes()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", java.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output;
    }

    /** The path of a file in the folder {@code bin} of the package. */
    public static String script(String name) {
        return Path.of(System.getProperty("bench.program", "target"), "bin", name)
                .toAbsolutePath()
                .toString();
    }

    private static String routes() {
        return Path.of(System.getProperty("demo.routes", "routes"))
                .toAbsolutePath()
                .toString();
    }

    /** Starts the program and waits until it is ready. */
    public Program start() throws IOException {
        process = builder("run").redirectOutput(log.toFile()).start();
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.readString(log, StandardCharsets.ISO_8859_1).contains("Running; ")) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IOException("The program did not start; see " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return this;
    }

    /** Runs a command and waits for it. */
    public String command(String... arguments) throws IOException, InterruptedException {
        Process command = builder(arguments).start();
        String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        command.waitFor();
        return output;
    }

    /** Starts a command without waiting for it. */
    public Process begin(String... arguments) throws IOException {
        Process command = builder(arguments)
                .redirectOutput(folder.resolve("command.log").toFile())
                .start();
        commands.add(command);
        return command;
    }

    /** Begins to collect the items of a stand-in; the command waits for the import unless {@code --no-wait} is among the options. */
    public Process collect(StandInDay day, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("collect"));
        line.addAll(List.of(options));
        line.addAll(List.of("--from", day.begin().toString(), "--to", day.end().toString()));
        return begin(line.toArray(String[]::new));
    }

    /** The properties of a program that imports nothing until {@link #release}: it waits for its first mapping. */
    public static Map<String, String> held() {
        return Map.of(
                "archiver.mapping-file", "mapping.csv",
                "archiver.mapping-check-every", "500ms",
                "archiver.mapping-still", "500ms");
    }

    /** Lets it import, by a mapping of a number that no item has: one without a row would be refused. */
    public void release() throws IOException {
        Files.writeString(
                folder.resolve("mapping.csv"),
                "External User ID,Microsoft 365 User Mailbox\n10000000,nobody@contoso.example\n");
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> line = new ArrayList<>(List.of("sh", script("archiver")));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--config", config.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    /** What it used until now. */
    public Costs costs() throws IOException {
        return Costs.of(process.pid());
    }

    /** Number of deliveries that the ledger has with this disposition, as {@code imported}. */
    public long delivered(String disposition) throws IOException {
        String text = "\"disposition\":\"" + disposition + '"';
        try (Stream<Path> files = Files.walk(area().resolve("ledger"))) {
            long found = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    found += lines.filter(line -> line.contains(text)).count();
                }
            }
            return found;
        }
    }

    /** @throws IOException unless every delivery is imported, and at least this many are: a rate of failures is no figure */
    public void expectImported(long atLeast) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (delivered("imported") < atLeast && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        long imported = delivered("imported");
        long failed = delivered("failed");
        if (imported < atLeast || failed > 0) {
            throw new IOException(
                    imported + " deliveries of " + atLeast + " are imported, " + failed + " failed; see " + area());
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Tells the program to end, without waiting for it: several can end at the same time. */
    public void end() {
        process.destroy();
    }

    /** Ends the program with SIGTERM, and the commands that still run. */
    @Override
    public void close() throws InterruptedException {
        commands.forEach(Process::destroyForcibly);
        if (process != null) {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
