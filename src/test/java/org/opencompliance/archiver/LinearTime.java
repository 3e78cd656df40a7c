package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a reader of untrusted text on each hostile text. Each run may take ten seconds of CPU time, more than a slow machine
 * needs for some looks at each character; a quadratic reader takes hours.
 */
public final class LinearTime {

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int GIVE_UP_AFTER_SECONDS = 30;

    private LinearTime() {}

    /** A reader of a text. */
    @FunctionalInterface
    public interface Reading {
        void read(String text) throws Exception;
    }

    public static void assertLinear(Reading reading) throws Exception {
        List<String> tooLong = new ArrayList<>();
        for (HostileTexts.Hostile hostile : HostileTexts.million()) {
            if (nanos(reading, hostile.text()) > MOST_NANOS) {
                tooLong.add(hostile.toString());
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static long nanos(Reading reading, String text) throws Exception {
        FutureTask<Long> task = new FutureTask<>(() -> {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            reading.read(text);
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
        });
        Thread thread = new Thread(task, "reading");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(GIVE_UP_AFTER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Long.MAX_VALUE;
        } catch (ExecutionException e) {
            throw new AssertionError("Reading failed", e.getCause());
        }
    }
}
