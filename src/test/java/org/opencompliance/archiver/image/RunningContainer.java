package org.opencompliance.archiver.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs an image's entrypoint as a process with this machine's JDK, the image's user and only the given environment. Root
 * starts it as the image's user, so that files of root are read-only as in a container; other users start it as themselves.
 */
public final class RunningContainer implements AutoCloseable {

    private static final Path AS_USER = Path.of("/usr/bin/setpriv");
    private static final long LOOK_MILLIS = 20;

    private final Starting starting;
    private final List<String> entrypoint;
    private final Path log;
    private Process process;
    private long logged;

    /** How its processes are started. */
    private record Starting(UnpackedImage image, Map<String, String> environment, Optional<MemoryLimit> limit) {

        Process start(Path log, List<String> words) throws IOException {
            List<String> line = new ArrayList<>(limit.map(MemoryLimit::entering).orElse(List.of()));
            line.addAll(asUser(image));
            line.addAll(words);
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(image.root()
                            .resolve(image.workingDirectory().substring(1))
                            .toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().clear();
            // of the base
            builder.environment().put("PATH", "/usr/bin:/bin");
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            return builder.start();
        }
    }

    /** The result of a command: its exit code, its output, and the most memory that it had resident. */
    public record Outcome(int exitCode, String text, long residentBytes) {}

    private RunningContainer(Starting starting, List<String> entrypoint, Path log) throws IOException {
        this.starting = starting;
        this.entrypoint = entrypoint;
        this.log = log;
        this.process = starting.start(log, entrypoint);
    }

    /**
     * @param moved replaces the root by the folder of the unpacked image, in each text
     * @param limit of all its processes together; empty for none
     */
    public static RunningContainer start(
            UnpackedImage image,
            Map<String, String> environment,
            UnaryOperator<String> moved,
            Optional<MemoryLimit> limit)
            throws IOException {
        Path classPath = image.root().resolve("app/jib-classpath-file");
        Files.writeString(classPath, moved.apply(Files.readString(classPath)));
        Path log = image.root().resolveSibling("container.log");
        Starting starting = new Starting(image, environment, limit);
        List<String> entrypoint = image.entrypoint().stream().map(moved).toList();
        return new RunningContainer(starting, entrypoint, log);
    }

    /** Runs a command beside the program, as {@code kubectl exec} does, with the script that is on the PATH of the container. */
    public Outcome command(String... arguments) throws IOException, InterruptedException {
        Path told = Files.createTempFile(log.getParent(), "command", ".log");
        List<String> words = new ArrayList<>(
                List.of(starting.image().root().resolve("app/bin/archiver").toString()));
        words.addAll(List.of(arguments));
        Process command = starting.start(told, words);
        long resident = 0;
        while (!command.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            resident = Math.max(resident, ResidentMemory.mostOf(command.toHandle()));
        }
        return new Outcome(command.exitValue(), Files.readString(told), resident);
    }

    /** The most memory that the program had resident. */
    public long residentBytes() {
        return ResidentMemory.mostOf(process.toHandle());
    }

    /** Whether the process has another user than this one. */
    public static boolean hasItsOwnUser() {
        return "root".equals(System.getProperty("user.name")) && Files.isExecutable(AS_USER);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The log since the last start. */
    public String log() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1).substring((int) logged);
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Restarts it in place after its end: the same file system and environment, as the kubelet does. */
    public void restart() throws IOException {
        logged = Files.size(log);
        process = starting.start(log, entrypoint);
    }

    /** Suspends it, as on a machine without free CPU time. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Resumes it. */
    public void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("The signal could not be sent");
        }
    }

    /** The match of the pattern's first group in the log. */
    public Optional<String> said(Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(log());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Ends it as the kubelet does: SIGTERM, and SIGKILL after the grace period. @return whether SIGKILL was not needed */
    public boolean stop(int graceSeconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(graceSeconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static List<String> asUser(UnpackedImage image) {
        if (!hasItsOwnUser()) {
            return List.of();
        }
        String[] user = image.user().split(":");
        return List.of(AS_USER.toString(), "--reuid=" + user[0], "--regid=" + user[1], "--clear-groups");
    }
}
