package org.opencompliance.archiver.command.execution;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.delivery.WaitingMailbox;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.work.Rest;

/** Prints the progress of an archiver on a terminal, and the mailboxes it waits for, after each change. */
final class ProgressLine {

    private static final long LOOK_EVERY = Duration.ofSeconds(5).toNanos();
    /** A list reads the record of each open item: it takes at most a fiftieth of the time. */
    private static final int REST = 50;

    private final Supplier<String> state;
    private final WaitingMailboxes mailboxes;
    private final Rest rest = new Rest(REST);
    private final PrintWriter out;
    private String last = "";
    private List<String> refusing = List.of();
    private long looked = System.nanoTime() - LOOK_EVERY;

    /** The progress of an archiver in another process: only the mailboxes. */
    ProgressLine(WaitingMailboxes mailboxes, PrintWriter out) {
        this(() -> "", mailboxes, out);
    }

    private ProgressLine(Supplier<String> state, WaitingMailboxes mailboxes, PrintWriter out) {
        this.state = state;
        this.mailboxes = mailboxes;
        this.out = out;
    }

    /** The progress of an archiver in this process. */
    static ProgressLine of(Archiver archiver, WaitingMailboxes mailboxes, PrintWriter out) {
        Collector collector = archiver.bean("collector", Collector.class);
        WorkQueue queue = archiver.bean("workQueue", WorkQueue.class);
        return new ProgressLine(() -> state(collector, queue), mailboxes, out);
    }

    private static String state(Collector collector, WorkQueue queue) {
        Collection current = collector.current();
        String collected = current == null ? "collected" : "collected " + current.done() + " of " + current.known();
        return "  " + collected + ", " + (queue.depth() + queue.held()) + " to import";
    }

    void run() {
        String line = state.get();
        if (!line.equals(last)) {
            print(line);
            last = line;
        }
    }

    /** The range is collected: from now on, only imports are waited for. */
    void waiting() throws IOException {
        if (System.nanoTime() - looked < LOOK_EVERY) {
            return;
        }
        looked = System.nanoTime();
        if (mailboxes.noneRefuses()) {
            refusing = List.of();
        } else if (rest.isDue()) {
            tell(rest.run(mailboxes::list).stream().map(WaitingMailbox::text).toList());
        }
    }

    private void tell(List<String> now) {
        now.stream().filter(line -> !refusing.contains(line)).forEach(line -> print("  " + line));
        refusing = now;
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
