package org.opencompliance.sandbox.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencompliance.console.Agent;
import org.opencompliance.console.Console;
import org.opencompliance.console.ConsoleFiles;
import org.opencompliance.console.ConsoleSettings;

/**
 * The settings of an agent with a login, and a console for it: as in production, only on free ports.
 *
 * @param settings the settings file of the agent
 * @param password password of the only user
 */
public record DemoConsole(Path settings, String password) {

    /** The only user; has all rights that the policy grants. */
    public static final String USER = "demo";

    private static final Path JOLOKIA =
            Path.of(System.getProperty("demo.jolokia", "src/main/jolokia")).toAbsolutePath();
    /** Not a system property: those are visible on the command line to all users of the machine, and in an MBean. */
    private static final String PASSWORD = "CONSOLE_PASSWORD";

    private static final int PASSWORD_BYTES = 15;
    private static final Pattern STARTED = Pattern.compile("started with URL http://127[.]0[.]0[.]1:(\\d+)/");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Pattern PORT = Pattern.compile("(?m)^port=.*$");

    /** Writes the settings, with the password of the environment or else a new one. */
    public static DemoConsole in(Path folder) throws IOException {
        String given = System.getenv(PASSWORD);
        String password = given == null || given.isBlank() ? newPassword() : given;
        Path settings = Files.createDirectories(folder).resolve("agent.properties");
        Files.deleteIfExists(settings);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.createFile(
                    settings, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                settings,
                withPort(Files.readString(JOLOKIA.resolve("jolokia-agent.properties")), "0") + "user=" + USER
                        + "\npassword=" + password.replace("\\", "\\\\") + "\n");
        return new DemoConsole(settings, password);
    }

    /** Loads the agent into the JVM of the archiver. */
    public List<String> jvmOptions() {
        String agent = Arrays.stream(System.getProperty("java.class.path")
                        .split(Pattern.quote(System.getProperty("path.separator"))))
                .filter(entry -> entry.endsWith("-javaagent.jar"))
                .findFirst()
                .orElseThrow();
        return List.of("-javaagent:" + agent + "=config=" + settings + ",policyLocation=file:"
                + JOLOKIA.resolve("jolokia-access.xml"));
    }

    /** Serves the console in this JVM. @param log of the running archiver: the agent says there where it is */
    public Console serve(Path log) throws Exception {
        Files.writeString(settings, withPort(Files.readString(settings), agentPort(log)));
        return Console.start(
                Agent.of(settings), ConsoleSettings.onLoopback(0), ConsoleFiles.ofBuild(), settings.getParent());
    }

    /** The port of the agent, from the log. The agent writes it in its own thread, possibly after the archiver is ready. */
    private static String agentPort(Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Matcher started = STARTED.matcher(Files.readString(log));
        while (!started.find()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("The agent did not start; see " + log);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            started = STARTED.matcher(Files.readString(log));
        }
        return started.group(1);
    }

    private static String withPort(String settings, String port) {
        return PORT.matcher(settings).replaceAll("port=" + port);
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "console with the agent's settings " + settings;
    }
}
