package org.opencompliance.bench.growth;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** The CPU time of the calling thread. */
final class Cpu {

    /** A task whose CPU time counts. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    private Cpu() {}

    /** In milliseconds. */
    static double millis(Task task) throws IOException {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        task.run();
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
        return used / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    /** The mean of several times, in milliseconds. */
    static double millis(int times, Task task) throws IOException {
        double all = 0;
        for (int i = 0; i < times; i++) {
            all += millis(task);
        }
        return all / times;
    }
}
