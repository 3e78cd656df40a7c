package org.opencompliance.archiver.start;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.opencompliance.archiver.process.Unrecoverable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a task in a daemon thread of its own, until it is closed. A failure is logged, and the next run follows. */
final class RepeatedTask implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

    private final ScheduledExecutorService executor;

    /** @param thread name of the thread */
    RepeatedTask(String thread) {
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, thread));
    }

    /** A task that may fail. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /**
     * Begins to run the task.
     *
     * @param first pause before the first run
     * @param pause between two runs
     * @param failure the sentence for the log
     */
    void begin(Task task, Duration first, Duration pause, String failure) {
        executor.scheduleWithFixedDelay(
                Unrecoverable.watched(() -> run(task, failure)),
                first.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static void run(Task task, String failure) {
        try {
            task.run();
        } catch (IOException | RuntimeException e) {
            // an uncaught exception would end all further runs
            LOG.warn("{}: {}", failure, e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
