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

    /** USER_HZ, which is 100 on every Linux. */
    private static final double TICKS = 100;

    static Costs of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        // the name of the program, in parentheses, may have spaces; user and system time are the fields 14 and 15
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double seconds = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        String status = Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1);
        return new Costs(seconds, kilobytes(status, "VmRSS:") / 1024.0, kilobytes(status, "VmHWM:") / 1024.0);
    }

    private static long kilobytes(String status, String field) {
        int begin = status.indexOf(field) + field.length();
        return Long.parseLong(
                status.substring(begin, status.indexOf(" kB", begin)).strip());
    }
}
