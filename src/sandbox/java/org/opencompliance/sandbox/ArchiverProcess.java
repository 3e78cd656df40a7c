package org.opencompliance.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.opencompliance.sandbox.console.ConsoleLauncher;
import org.opencompliance.sandbox.console.ConsoleSettings;

/** The program under trial as a process of its own, in a folder of its own, and what it leaves there. */
public final class ArchiverProcess {

    private static final long GRACE_SECONDS = 60;
    private static final String PROGRAM =
            System.getProperty(ConsoleLauncher.MAIN, "org.opencompliance.archiver.Application");

    private final Path folder;
    private final Path config;
    private final Path log;
    private List<String> jvmOptions = List.of();

    /** @param folder is made if it is not there */
    public ArchiverProcess(Path folder) throws IOException {
        this.folder = folder;
        this.config = folder.resolve("application.properties");
        this.log = folder.resolve("archiver.log");
        Files.createDirectories(folder);
    }

    /** The storage area. */
    public Path area() {
        return folder.resolve("data");
    }

    /** Options of the JVM beside the usual ones, for what is started from now on. */
    public ArchiverProcess jvmOptions(List<String> options) {
        jvmOptions = List.copyOf(options);
        return this;
    }

    /** What the running program logs. */
    public Path log() {
        return log;
    }

    /** Writes the program's configuration and the mapping file for a sandbox. */
    public void configure(Sandbox sandbox, Map<String, String> more) throws IOException {
        Path mapping = folder.resolve("mapping.csv");
        Files.writeString(mapping, sandbox.day().mappingCsv());
        Map<String, String> properties = new TreeMap<>();
        properties.put("telemessage.url", sandbox.site().url().toString());
        properties.put("telemessage.username", sandbox.site().username());
        properties.put("telemessage.password", sandbox.site().password());
        properties.put("microsoft.credentials", "none");
        properties.put("microsoft.service-url", sandbox.tenant().url().toString());
        properties.put("archiver.mapping-file", mapping.toString());
        properties.put("archiver.mapping-check-every", "500ms");
        properties.put("archiver.mapping-still", "500ms");
        properties.put("archiver.requests-every", "300ms");
        properties.put("archiver.report-every", "500ms");
        properties.put("archiver.storage-directory", area().toString());
        properties.put("archiver.management-port", "0");
        properties.put(
                "archiver.routes-directory",
                Path.of(System.getProperty("demo.routes", "routes"))
                        .toAbsolutePath()
                        .toString());
        properties.putAll(more);
        List<String> lines = new ArrayList<>();
        properties.forEach((name, value) -> lines.add(name + "=" + value.replace("\\", "\\\\")));
        Files.write(config, lines);
    }

    /** Starts the program to run until it is closed. */
    public AutoCloseable run() throws IOException {
        return untilClosed(startRunning());
    }

    /** Starts the program to run until it is closed, with a console in its JVM. */
    public AutoCloseable run(ConsoleSettings console) throws IOException {
        return untilClosed(startRunning(console));
    }

    private static AutoCloseable untilClosed(Process process) {
        return () -> {
            process.destroy();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        };
    }

    /** Starts the program and waits until it runs; whoever calls ends it. */
    public Process startRunning() throws IOException {
        return started(program("run"));
    }

    /** Starts the program with a console in its JVM and waits until both are there; whoever calls ends it. */
    public Process startRunning(ConsoleSettings console) throws IOException {
        List<String> options = new ArrayList<>(console.options());
        options.addAll(List.of(
                "-Xmx256m",
                "-classpath",
                System.getProperty("java.class.path"),
                "-D" + ConsoleLauncher.MAIN + "=" + PROGRAM,
                ConsoleLauncher.class.getName()));
        ProcessBuilder launcher = command(options, "run");
        launcher.environment().putAll(console.environment());
        return started(launcher);
    }

    private Process started(ProcessBuilder program) throws IOException {
        long before = starts();
        Process process = start(program, ProcessBuilder.Redirect.appendTo(log.toFile()));
        while (starts() == before) {
            if (!process.isAlive()) {
                throw new IOException("The archiver did not start; see " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return process;
    }

    /** Starts the program without waiting for anything; whoever calls ends it. */
    public Process launch() throws IOException {
        return start(program("run"), ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** Starts a command beside it; whoever calls waits for its end. */
    public Process startCommand(String... arguments) throws IOException {
        return start(
                program(arguments),
                ProcessBuilder.Redirect.appendTo(folder.resolve("command.log").toFile()));
    }

    private long starts() throws IOException {
        if (!Files.exists(log)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("Running; ")).count();
        }
    }

    /** Carries out a command, its output line by line as it comes; @return the exit code. */
    public int command(PrintStream out, String... arguments) throws IOException, InterruptedException {
        Process process = start(program(arguments), ProcessBuilder.Redirect.PIPE);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(out::println);
        }
        return process.waitFor();
    }

    /** The open dead letters. */
    public List<DeadLetter> deadLetters() throws IOException {
        List<DeadLetter> open = new ArrayList<>();
        for (Path file : Demo.files(area().resolve("dead-letters"), ".json")) {
            JsonNode letter = Demo.json(file);
            if (!letter.hasNonNull("end")) {
                String mailbox = letter.path("mailbox").asText(null);
                String reason =
                        letter.path("reason").asText().toLowerCase(Locale.ROOT).replace('_', '-');
                open.add(new DeadLetter(letter.at("/listed/id").asText(), mailbox, reason));
            }
        }
        return open;
    }

    /** The report of the last collection. */
    public JsonNode lastReport() throws IOException {
        List<Path> reports = Demo.files(area().resolve("reports"), ".json").stream()
                .filter(file -> !file.endsWith("day.json"))
                .toList();
        return Demo.json(reports.get(reports.size() - 1));
    }

    /** The packaged program where there is one to try, else the classes that are here. */
    private ProcessBuilder program(String... arguments) {
        String jar = System.getProperty("archiver.jar", "");
        List<String> start = new ArrayList<>(List.of("-Xmx192m"));
        start.addAll(
                jar.isEmpty()
                        ? List.of("-classpath", System.getProperty("java.class.path"), PROGRAM)
                        : List.of("-jar", Path.of(jar).toAbsolutePath().toString()));
        return command(start, arguments);
    }

    /** @param start the last of the options of the JVM, and its main class or jar */
    private ProcessBuilder command(List<String> start, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8"));
        line.addAll(jvmOptions);
        line.addAll(start);
        line.addAll(List.of(arguments));
        line.add("--config");
        line.add(config.toString());
        return new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    }

    private static Process start(ProcessBuilder program, ProcessBuilder.Redirect output) throws IOException {
        Process process = program.redirectOutput(output).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    /** Removes a folder and what is in it. */
    public static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(ArchiverProcess::delete);
            }
        }
        Files.createDirectories(folder);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
