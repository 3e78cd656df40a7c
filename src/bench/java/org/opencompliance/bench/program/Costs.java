package org.opencompliance.bench.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used, from {@code /proc}.
 *
 * @param cpuSeconds user and system time
 * @param residentMegabytes now
 * @param peakMegabytes the most so far
 */
public record Costs(double cpuSeconds, double residentMegabytes, double peakMegabytes) {

    /** What a process has used so far. */
    public static Costs of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        CpuTimes times = CpuTimes.of(process);
        String status = Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1);
        return new Costs(
                times.user() + times.system(),
                kilobytes(status, "VmRSS:") / 1024.0,
                kilobytes(status, "VmHWM:") / 1024.0);
    }

    private static long kilobytes(String status, String field) {
        int begin = status.indexOf(field) + field.length();
        return Long.parseLong(
                status.substring(begin, status.indexOf(" kB", begin)).strip());
    }
}
