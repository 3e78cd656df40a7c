package org.opencompliance.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Runs the archiver as a separate process in its own folder, and reads its output files. */
public final class ArchiverProcess {

    private static final long GRACE_SECONDS = 60;
    private static final String MAIN = System.getProperty(ChildProcess.MAIN, "org.opencompliance.archiver.Application");

    private static final String JAR = System.getProperty("archiver.jar", "");

    private final Path folder;
    private final Path config;
    private final Path log;
    private List<String> jvmOptions = List.of();
    private boolean packaged = !JAR.isEmpty();
    private Optional<List<String>> childOptions = Optional.empty();

    /** @param folder created if missing */
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

    /** Sets additional JVM options for processes started from now on. */
    public ArchiverProcess jvmOptions(List<String> options) {
        jvmOptions = List.copyOf(options);
        return this;
    }

    /** Runs the compiled classes with the class path of this JVM, even if a package exists: for routes that use a class of a test. */
    public ArchiverProcess unpackaged() {
        packaged = false;
        return this;
    }

    /**
     * Runs the compiled classes, in processes that end with this one, by any signal.
     *
     * @param options JVM options of these processes, not of commands
     */
    public ArchiverProcess endingWithParent(List<String> options) {
        childOptions = Optional.of(List.copyOf(options));
        return this;
    }

    /** The log of the running program. */
    public Path log() {
        return log;
    }

    /** Writes the configuration and the mapping file for a sandbox. */
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
        // the consumers of a queue notice a start and a stop only between two polls, a second apart by default
        properties.put("camel.component.seda.defaultPollTimeout", "50");
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
        // as required in production: it contains the password
        if (Files.getFileStore(config).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Starts the program; it runs until it is closed. */
    public AutoCloseable run() throws IOException {
        Process process = startRunning();
        return () -> {
            process.destroy();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        };
    }

    /** Starts the program and waits until it is ready; the caller must end it. */
    public Process startRunning() throws IOException {
        long before = starts();
        Process process = launch();
        while (starts() == before) {
            if (!process.isAlive()) {
                throw new IOException("The archiver did not start; see " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return process;
    }

    /** Starts the program without waiting; the caller must end it. */
    public Process launch() throws IOException {
        List<String> program = childOptions.isPresent() ? child(childOptions.get()) : running();
        return start(builder(program, "run"), ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** Starts a command next to the running program; the caller must wait for its end. */
    public Process startCommand(String... arguments) throws IOException {
        return start(
                builder(program(), arguments),
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

    /** Runs a command and prints its output line by line; @return the exit code. */
    public int command(PrintStream out, String... arguments) throws IOException, InterruptedException {
        Process process = start(builder(program(), arguments), ProcessBuilder.Redirect.PIPE);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(out::println);
        }
        return process.waitFor();
    }

    /** The open dead letters. */
    public List<DeadLetter> deadLetters() throws IOException {
        return deadLetters(area().resolve("dead-letters"));
    }

    /** The open dead letters of one of several connectors. */
    public List<DeadLetter> deadLetters(String connector) throws IOException {
        return deadLetters(area().resolve("dead-letters").resolve(connector));
    }

    private static List<DeadLetter> deadLetters(Path folder) throws IOException {
        List<DeadLetter> open = new ArrayList<>();
        for (Path file : Demo.files(folder, ".json")) {
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

    /** @param program the last JVM options, and the main class or jar */
    private ProcessBuilder builder(List<String> program, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                // otherwise the JDK's HTTP server, as in the console's agent, takes 40 ms for each answer
                "-Dsun.net.httpserver.nodelay=true"));
        line.addAll(jvmOptions);
        line.addAll(program);
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

    /** The packaged program if one exists, else the compiled classes. */
    private List<String> program() {
        return packaged
                ? List.of("-jar", Path.of(JAR).toAbsolutePath().toString())
                : List.of("-classpath", System.getProperty("java.class.path"), MAIN);
    }

    /** The program with the classes of an earlier start, as bin/archiver starts it. */
    private List<String> running() throws IOException {
        List<String> program = new ArrayList<>();
        Path folder = Path.of(JAR).toAbsolutePath().resolveSibling("start");
        boolean ownArchive = jvmOptions.stream().anyMatch(option -> option.contains("Archive"));
        if (packaged && !ownArchive && Files.isDirectory(folder)) {
            String version = System.getProperty("java.runtime.version");
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, version + ".*.jsa")) {
                files.forEach(file -> program.addAll(List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off")));
            }
        }
        program.addAll(program());
        return program;
    }

    private static List<String> child(List<String> options) {
        List<String> child = new ArrayList<>(options);
        child.addAll(List.of("-Xmx256m", "-D" + ChildProcess.MAIN + "=" + MAIN));
        child.addAll(List.of("-classpath", System.getProperty("java.class.path"), ChildProcess.class.getName()));
        return child;
    }

    /** Removes a folder and its content. */
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
