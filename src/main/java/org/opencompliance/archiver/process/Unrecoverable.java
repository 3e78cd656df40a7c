package org.opencompliance.archiver.process;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Errors after which a process cannot be trusted to go on. Code that catches one, or sees one get lost in a library, gives it to the
 * uncaught exception handler of its thread; that of the program ends the process, so that what runs the program starts it again.
 */
public final class Unrecoverable {

    /** The exit code of a process that ended for such an error; the same as that of {@code -XX:+ExitOnOutOfMemoryError}. */
    public static final int EXIT_CODE = 3;

    private Unrecoverable() {}

    /** Whether a failure is or was caused by an error of the JVM itself. A stack overflow that was caught harms nothing else. */
    public static boolean isIn(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                return true;
            }
        }
        return false;
    }

    /** Gives an error to the uncaught exception handler of this thread. */
    public static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }

    /** A task whose errors are reported, for an executor that keeps them to itself. */
    public static Runnable watched(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Error e) { // NOSONAR it is reported and goes on its way
                report(e);
                throw e;
            }
        };
    }
}
