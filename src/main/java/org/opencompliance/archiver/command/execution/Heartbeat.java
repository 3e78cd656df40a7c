package org.opencompliance.archiver.command.execution;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** Prints on standard error every few seconds that a command is at work, until it is closed. */
public final class Heartbeat implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private final long begun = System.nanoTime();

    private Heartbeat() {}

    /** @param what the work, as {@code searching} */
    public static Heartbeat of(CommandSpec spec, String what) {
        return of(spec.commandLine().getErr(), () -> what, EVERY);
    }

    /** @param what the work and how far it is; called by another thread */
    public static Heartbeat of(CommandSpec spec, Supplier<String> what) {
        return of(spec.commandLine().getErr(), what, EVERY);
    }

    static Heartbeat of(PrintWriter err, Supplier<String> what, Duration every) {
        Heartbeat made = new Heartbeat();
        made.timer.scheduleAtFixedRate(
                () -> made.print(err, what.get()), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return made;
    }

    private void print(PrintWriter err, String what) {
        err.println("  " + what + ", " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s");
        err.flush();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
