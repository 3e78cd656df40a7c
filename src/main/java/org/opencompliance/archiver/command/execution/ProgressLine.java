package org.opencompliance.archiver.command.execution;

import java.io.PrintWriter;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.start.Archiver;

/** Prints the progress of an archiver on a terminal, after each change. */
final class ProgressLine implements Runnable {

    private final Collector collector;
    private final WorkQueue queue;
    private final PrintWriter out;
    private String last = "";

    ProgressLine(Archiver archiver, PrintWriter out) {
        this.collector = archiver.bean("collector", Collector.class);
        this.queue = archiver.bean("workQueue", WorkQueue.class);
        this.out = out;
    }

    @Override
    public void run() {
        Collection current = collector.current();
        String collected = current == null ? "collected" : "collected " + current.done() + " of " + current.known();
        String line = "  " + collected + ", " + (queue.depth() + queue.held()) + " to import";
        if (!line.equals(last)) {
            out.println(line);
            out.flush();
            last = line;
        }
    }
}
