package org.opencompliance.bench.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.standin.StandIn;
import org.opencompliance.bench.standin.StandInCounts;

/** Processes of the program that share an area. They import nothing until they are released. Used by one thread. */
public final class Importers implements AutoCloseable {

    /** Items in work at once in each process. */
    public static final int IN_FLIGHT = 32;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final StandIn standIn;
    private final List<Program> programs;
    private int running;

    /** @param programs not started yet, with these {@link #settings} */
    public Importers(StandIn standIn, List<Program> programs) {
        this.standIn = standIn;
        this.programs = List.copyOf(programs);
        this.running = programs.size();
    }

    /** The properties of each process. */
    public static Map<String, String> settings(BareArea area) {
        Map<String, String> settings = new HashMap<>(area.settings());
        settings.put("archiver.items-in-flight", Integer.toString(IN_FLIGHT));
        settings.put("microsoft.max-requests", Integer.toString(IN_FLIGHT));
        settings.putAll(Program.held());
        return settings;
    }

    /** Starts the processes at the same time and waits until they are ready. */
    public void start() {
        programs.stream()
                .map(program -> CompletableFuture.supplyAsync(
                        () -> started(program), command -> new Thread(command, "start").start()))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private static Program started(Program program) {
        try {
            return program.start();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Lets the items of the stand-in be collected; returns at once. */
    public void collect() throws IOException, InterruptedException {
        programs.get(0).collect(standIn.begin(), "--no-wait");
    }

    /** Lets all processes import. */
    public void release() throws IOException {
        for (Program program : programs) {
            program.release();
        }
    }

    /** Lets the first processes run, and stops the others where they are. */
    public void run(int processes) throws IOException, InterruptedException {
        for (int i = 0; i < programs.size(); i++) {
            if (i < processes != i < running) {
                signal(programs.get(i), i < processes ? "-CONT" : "-STOP");
            }
        }
        running = processes;
    }

    private static void signal(Program program, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(program.pid())).start().waitFor();
    }

    /** CPU time of all processes. */
    public double cpuSeconds() throws IOException {
        double sum = 0;
        for (Program program : programs) {
            sum += program.costs().cpuSeconds();
        }
        return sum;
    }

    public StandInCounts counts() throws IOException, InterruptedException {
        return standIn.counts();
    }

    /** The items per second between two values of a counter. */
    public double rate(ToLongFunction<StandInCounts> counter, long from, long to)
            throws IOException, InterruptedException {
        long first = await(counter, from);
        long begin = System.nanoTime();
        long last = await(counter, to);
        return (last - first) * 1e9 / (System.nanoTime() - begin);
    }

    /** Waits until a counter reaches a number. */
    public long await(ToLongFunction<StandInCounts> counter, long number) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long reached = counter.applyAsLong(standIn.counts());
        while (reached < number) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "Only " + reached + " of " + number + " items after " + PATIENCE.toSeconds() + " s");
            }
            pause(Duration.ofMillis(50));
            reached = counter.applyAsLong(standIn.counts());
        }
        return reached;
    }

    public static void pause(Duration time) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(programs.size());
        programs.forEach(Program::end);
        for (Program program : programs) {
            program.close();
        }
    }
}
