package org.opencompliance.archiver.routing.source;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the number of concurrent requests. A slow request releases its permit after a time and continues, so that
 * slow answers do not block other requests. Thread-safe.
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

    /** Waits for a permit. */
    Turn take() throws InterruptedIOException {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The process ends");
        }
        return new Turn();
    }

    /** The permit of one request. */
    final class Turn {

        private final Future<?> alarm = clock.schedule(this::give, longest.toMillis(), TimeUnit.MILLISECONDS);
        private boolean given;

        private Turn() {}

        /** The request has ended. */
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
