package org.opencompliance.sandbox.console;

import java.util.Optional;

/**
 * Starts the console and then, in the same JVM, the program it is to show. Ends with the process that started it, so that nobody is left
 * with a server they do not know of.
 */
public final class ConsoleLauncher {

    /** The system property with the name of the program's main class. */
    public static final String MAIN = "demo.main";

    private ConsoleLauncher() {}

    /** @param arguments the program's */
    public static void main(String[] arguments) throws Exception {
        endWith(ProcessHandle.current().parent());
        Console.start(ConsoleSettings.ofProcess());
        Class.forName(System.getProperty(MAIN))
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    /** Ends this JVM in order when the other process ends, by whatever signal. */
    public static void endWith(Optional<ProcessHandle> other) {
        other.ifPresent(process -> process.onExit().thenRun(() -> System.exit(1)));
    }
}
