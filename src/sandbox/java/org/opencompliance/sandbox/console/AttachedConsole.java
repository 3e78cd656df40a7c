package org.opencompliance.sandbox.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Serves Hawtio for an archiver that runs on this machine, in a process of its own: {@code ./mvnw -Pconsole}. The settings file of
 * the agent, {@value #SETTINGS} in the environment, has the address and the login; the console requires the same login.
 */
public final class AttachedConsole {

    private static final String SETTINGS = "JOLOKIA_CONFIG";
    private static final String VERSION = "{\"type\":\"version\"}";
    private static final int ANSWERED = 200;

    private AttachedConsole() {}

    /** Runs until the process ends; the exit code is 1 if there is no archiver to show. */
    public static void main(String[] arguments) throws Exception {
        ConsoleLauncher.endWith(ProcessHandle.current().parent());
        try {
            Agent agent = Agent.of(settings());
            check(agent);
            Path folder = Files.createDirectories(Path.of(System.getProperty("console.folder")));
            Path war = Path.of(System.getProperty("console.war"));
            System.out.println("Console: " + Console.attach(agent, war, folder, Integer.getInteger("console.port", 0)));
            System.out.println("  user name and password: those in " + settings());
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private static Path settings() {
        String file = System.getenv(SETTINGS);
        if (file == null || file.isBlank() || !Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException("Set " + SETTINGS
                    + " to the settings file of the agent, as for the archiver; " + file + " is none");
        }
        return Path.of(file);
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
            return agent.post(VERSION.getBytes(StandardCharsets.UTF_8)).statusCode();
        } catch (IOException e) {
            throw new IOException(
                    "No agent answers at " + agent.address() + ": start the archiver with " + SETTINGS + " first", e);
        }
    }
}
