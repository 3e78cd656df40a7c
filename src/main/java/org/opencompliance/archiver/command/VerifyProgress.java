package org.opencompliance.archiver.command;

import java.io.PrintWriter;
import java.time.Duration;

/** Prints how far a verification is, at most once in some seconds. Thread-safe. */
final class VerifyProgress {

    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private long last = System.nanoTime();

    VerifyProgress(PrintWriter out) {
        this.out = out;
    }

    /** @param what the plural of what is counted */
    synchronized void tell(String what, long count, long bytes) {
        long now = System.nanoTime();
        if (now - last >= EVERY) {
            last = now;
            String read = bytes == 0 ? "" : ", " + (bytes >> 20) + " MB";
            out.println("  " + count + " " + what + " compared" + read);
            out.flush();
        }
    }
}
