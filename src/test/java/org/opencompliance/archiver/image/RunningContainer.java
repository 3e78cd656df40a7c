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

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path AS_USER = Path.of("/usr/bin/setpriv");

    private final ProcessBuilder builder;
    private final Path log;
    private Process process;
    private long logged;

    private RunningContainer(ProcessBuilder builder, Path log) throws IOException {
        this.builder = builder;
        this.log = log;
        this.process = builder.start();
    }

    /** @param moved replaces the root by the folder of the unpacked image, in each text */
    public static RunningContainer start(
            UnpackedImage image, Map<String, String> environment, UnaryOperator<String> moved) throws IOException {
        Path classPath = image.root().resolve("app/jib-classpath-file");
        Files.writeString(classPath, moved.apply(Files.readString(classPath)));
        Path log = image.root().resolveSibling("container.log");
        ProcessBuilder builder = new ProcessBuilder(line(image, moved))
                .directory(image.root()
                        .resolve(image.workingDirectory().substring(1))
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new RunningContainer(builder, log);
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
        process = builder.start();
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
        process.destroyForcibly();
    }

    private static List<String> line(UnpackedImage image, UnaryOperator<String> moved) {
        List<String> line = new ArrayList<>();
        if (hasItsOwnUser()) {
            String[] user = image.user().split(":");
            line.addAll(List.of(AS_USER.toString(), "--reuid=" + user[0], "--regid=" + user[1], "--clear-groups"));
        }
        List<String> entrypoint = image.entrypoint();
        line.add(JAVA);
        entrypoint.subList(1, entrypoint.size()).forEach(word -> line.add(moved.apply(word)));
        return line;
    }
}
