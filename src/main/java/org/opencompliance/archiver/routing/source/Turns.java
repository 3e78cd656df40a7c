package org.opencompliance.archiver.routing.source;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests are under way at once. One that takes long gives its turn to another and goes on beside it, so that slow answers
 * keep no others waiting. Safe for any number of threads.
 */
final class Turns {

    private final Semaphore free;
    private final Duration longest;
    private final ScheduledExecutorService clock;

    Turns(int atOnce, Duration longest, ScheduledExecutorService clock) {
        this.free = new Semaphore(atOnce, true);
        this.longest = longest;
        this.clock = clock;
    }

    /** Waits for a turn. */
    Turn take() throws InterruptedIOException {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The process ends");
        }
        return new Turn();
    }

    /** The turn of one request. */
    final class Turn {

        private final Future<?> alarm = clock.schedule(this::give, longest.toMillis(), TimeUnit.MILLISECONDS);
        private boolean given;

        private Turn() {}

        /** The request is over. */
        void end() {
            alarm.cancel(false);
            give();
        }

        private synchronized void give() {
            if (!given) {
                given = true;
                free.release();
            }
        }
    }
}
