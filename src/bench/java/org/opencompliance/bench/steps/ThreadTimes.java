package org.opencompliance.bench.steps;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.opencompliance.bench.program.CpuTimes;

/**
 * CPU time of a JVM so far in seconds, from {@code /proc}.
 *
 * @param java of Java code and its libraries
 * @param system of the kernel for all threads: files, sockets, memory
 * @param compilers of the JVM's compilers
 * @param collector of the thread in which the serial collector runs
 * @param recorder of the flight recorder
 */
public record ThreadTimes(double java, double system, double compilers, double collector, double recorder) {

    public static ThreadTimes of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        double compilers = 0;
        double collector = 0;
        double recorder = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                CpuTimes times = ofThread(thread);
                if (times.name().startsWith("C1 Comp") || times.name().startsWith("C2 Comp")) {
                    compilers += times.user();
                } else if (times.name().equals("VM Thread")) {
                    collector += times.user();
                } else if (times.name().startsWith("JFR ")) {
                    recorder += times.user();
                }
            }
        }
        CpuTimes all = CpuTimes.of(process);
        return new ThreadTimes(
                all.user() - compilers - collector - recorder, all.system(), compilers, collector, recorder);
    }

    public double all() {
        return java + system + compilers + collector + recorder;
    }

    /** What was used since an earlier look. */
    public ThreadTimes since(ThreadTimes before) {
        return new ThreadTimes(
                java - before.java,
                system - before.system,
                compilers - before.compilers,
                collector - before.collector,
                recorder - before.recorder);
    }

    /** Zero for a thread that has just ended. */
    private static CpuTimes ofThread(Path folder) throws IOException {
        try {
            return CpuTimes.of(folder);
        } catch (NoSuchFileException e) {
            return new CpuTimes("", 0, 0);
        }
    }
}
