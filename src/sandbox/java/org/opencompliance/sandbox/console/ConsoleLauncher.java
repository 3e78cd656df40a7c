package org.opencompliance.sandbox.console;

import java.util.Optional;

/**
 * Starts the console and then, in the same JVM, the program to show. Ends with its parent process, so that no server keeps
 * running unnoticed.
 */
public final class ConsoleLauncher {

    /** The system property for the name of the program's main class. */
    public static final String MAIN = "demo.main";

    private ConsoleLauncher() {}

    /** @param arguments arguments of the program */
    public static void main(String[] arguments) throws Exception {
        endWith(ProcessHandle.current().parent());
        Console.start(ConsoleSettings.ofProcess());
        Class.forName(System.getProperty(MAIN))
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    /** Shuts this JVM down when the other process ends, by any signal. */
    public static void endWith(Optional<ProcessHandle> other) {
        other.ifPresent(process -> process.onExit().thenRun(() -> System.exit(1)));
    }
}
