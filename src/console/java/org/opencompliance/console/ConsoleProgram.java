package org.opencompliance.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Serves Hawtio for an archiver that runs on this machine: {@code bin/console} of the release. The settings file of the agent,
 * {@value #AGENT_SETTINGS} in the environment, has the address and the login; the console requires the same login. Another file,
 * {@value #CONSOLE_SETTINGS}, may say where the console listens.
 */
public final class ConsoleProgram {

    private static final String AGENT_SETTINGS = "JOLOKIA_CONFIG";
    private static final String CONSOLE_SETTINGS = "CONSOLE_CONFIG";
    /** The folder of the unpacked release, from the start script. */
    private static final String HOME = "console.home";

    private static final int ANSWERED = 200;

    private ConsoleProgram() {}

    /** Runs until the process ends; the exit code is 1 if a setting is invalid or if there is no archiver to show. */
    public static void main(String[] arguments) throws Exception {
        try {
            Agent agent = Agent.of(agentSettings());
            check(agent);
            ConsoleFiles files = ConsoleFiles.packaged(Path.of(System.getProperty(HOME)));
            Console console = Console.start(agent, consoleSettings(), files, workingFolder());
            System.out.println("Console: " + console.url());
            System.out.println("  user name and password: those in " + agentSettings());
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private static Path agentSettings() {
        String file = System.getenv(AGENT_SETTINGS);
        if (file == null || file.isBlank()) {
            throw new IllegalArgumentException(
                    "Set " + AGENT_SETTINGS + " to the settings file of the agent, as for the archiver");
        }
        return Path.of(file);
    }

    private static ConsoleSettings consoleSettings() throws IOException {
        String file = System.getenv(CONSOLE_SETTINGS);
        return file == null || file.isBlank()
                ? ConsoleSettings.onLoopback(ConsoleSettings.PORT)
                : ConsoleSettings.read(Path.of(file));
    }

    /** A new folder, which no other account may read; it is removed at the end. */
    private static Path workingFolder() throws IOException {
        Path folder = Files.createTempDirectory("wechat-archiver-console");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        return folder;
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Remove the folder " + folder + ": " + e.getMessage());
        }
    }

    private static void check(Agent agent) throws IOException, InterruptedException {
        int status = status(agent);
        if (status != ANSWERED) {
            throw new IOException("The agent at " + agent.address() + " answers " + status
                    + ": restart the archiver after a change of the login");
        }
    }

    private static int status(Agent agent) throws IOException, InterruptedException {
        try {
            return agent.post(AgentProxy.VERSION.getBytes(StandardCharsets.UTF_8))
                    .statusCode();
        } catch (IOException e) {
            throw new IOException(
                    "No agent answers at " + agent.address() + ": start the archiver with " + AGENT_SETTINGS + " first",
                    e);
        }
    }
}
