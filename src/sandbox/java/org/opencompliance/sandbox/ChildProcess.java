package org.opencompliance.sandbox;

import java.util.Optional;

/** Runs a program and ends with its parent process, so that no server keeps running unnoticed. */
public final class ChildProcess {

    /** The system property for the name of the program's main class. */
    static final String MAIN = "demo.main";

    private ChildProcess() {}

    /** @param arguments arguments of the program */
    public static void main(String[] arguments) throws Exception {
        endWith(ProcessHandle.current().parent());
        Class.forName(System.getProperty(MAIN))
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    /** Shuts this JVM down when the other process ends, by any signal. */
    public static void endWith(Optional<ProcessHandle> other) {
        other.ifPresent(process -> process.onExit().thenRun(() -> System.exit(1)));
    }
}
