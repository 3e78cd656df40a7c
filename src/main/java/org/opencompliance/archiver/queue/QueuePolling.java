package org.opencompliance.archiver.queue;

import java.time.Duration;
import org.opencompliance.archiver.storage.MessageQueue;

/** Times the requests to a queue: less often while it is empty, and after a pause when it does not answer. */
public final class QueuePolling {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Duration every;
    private final int eager;
    private final int backoff;
    private int empty;
    private long next = System.nanoTime();

    /**
     * @param every shortest time between two requests
     * @param eager number of requests without a message after which the queue is asked less often
     * @param backoff factor by which the time between two requests grows then
     */
    public QueuePolling(Duration every, int eager, int backoff) {
        this.every = every;
        this.eager = eager;
        this.backoff = backoff;
    }

    /** Nanoseconds until the next request is due; not positive when it is due. */
    synchronized long untilNext() {
        return next - System.nanoTime();
    }

    /** Records an answer with this number of messages; after a full one the next request is due. */
    synchronized void answered(int messages) {
        empty = messages > 0 ? 0 : Math.min(empty + 1, eager);
        if (messages >= MessageQueue.LARGEST_ANSWER) {
            next = System.nanoTime();
            return;
        }
        next = System.nanoTime()
                + every.multipliedBy(empty >= eager ? backoff : 1).toNanos();
    }

    /** Records that the queue did not answer. */
    synchronized void failed() {
        next = System.nanoTime() + AFTER_FAILURE.toNanos();
    }
}
