package org.opencompliance.archiver.process;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Errors after which a process cannot continue safely. Code that catches one, or detects one that a library swallows, passes it to
 * the uncaught exception handler of its thread. The program's handler ends the process, and the supervisor restarts it.
 */
public final class Unrecoverable {

    /** The exit code after such an error, the same as that of {@code -XX:+ExitOnOutOfMemoryError}. */
    public static final int EXIT_CODE = 3;

    private Unrecoverable() {}

    /** Whether a failure is or was caused by an error of the JVM itself. A caught stack overflow is harmless. */
    public static boolean isIn(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                return true;
            }
        }
        return false;
    }

    /** Passes an error to the uncaught exception handler of this thread. */
    public static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }

    /** Wraps a task to report its errors, for an executor that swallows them. */
    public static Runnable watched(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Error e) { // NOSONAR it is reported and rethrown
                report(e);
                throw e;
            }
        };
    }
}
