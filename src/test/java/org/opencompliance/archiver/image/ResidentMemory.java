package org.opencompliance.archiver.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The resident memory of a process, from Linux. */
final class ResidentMemory {

    private static final String MOST = "VmHWM:";
    private static final long KILOBYTE = 1024;

    private ResidentMemory() {}

    /** The most bytes so far; 0 for a process that ended, or on another system. */
    static long mostOf(ProcessHandle process) {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(MOST))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
