package org.opencompliance.bench.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The CPU time of a process or a thread so far, in seconds.
 *
 * @param name of the program or the thread, of at most 15 characters
 */
public record CpuTimes(String name, double user, double system) {

    /** USER_HZ, which is 100 on every Linux. */
    private static final double TICKS = 100;

    /** @param folder such as {@code /proc/1} or {@code /proc/1/task/1} */
    public static CpuTimes of(Path folder) throws IOException {
        String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
        // the name, in parentheses, may have spaces; user and system time are the fields 14 and 15
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new CpuTimes(
                stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
                Long.parseLong(fields[11]) / TICKS,
                Long.parseLong(fields[12]) / TICKS);
    }
}
