package org.opencompliance.archiver.routing.source;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches one request from its start to the end of the answer's body, and aborts it at its time limit, wherever its
 * thread waits. Used by the request thread and the clock thread.
 */
final class AnswerWatch {

    private static final Duration LAST_LOOK = Duration.ofSeconds(1);

    private final AnswerLimits limits;
    private final ScheduledExecutorService clock;
    private final Runnable breakOff;
    private final Runnable over;
    private Future<?> alarm;
    private long begun;
    private long bytes;
    private boolean ended;
    private boolean expired;

    /**
     * @param breakOff closes the connection at once in any state
     * @param over runs when the request needs no more data; can run several times
     */
    AnswerWatch(AnswerLimits limits, ScheduledExecutorService clock, Runnable breakOff, Runnable over) {
        this.limits = limits;
        this.clock = clock;
        this.breakOff = breakOff;
        this.over = over;
        this.alarm = schedule(limits.begin(), this::expire);
    }

    /** The headers are complete; from now on the size counts. */
    synchronized void answered() {
        alarm.cancel(false);
        begun = System.nanoTime();
        if (!expired) {
            alarm = schedule(limits.allowed(0), this::look);
        }
    }

    synchronized void received(int count) {
        bytes += count;
    }

    /** Only the end of the body is missing; the wait for it is short. */
    synchronized void closing() {
        alarm.cancel(false);
        alarm = schedule(LAST_LOOK, this::expire);
    }

    /** The request needs no more data. */
    void end() {
        synchronized (this) {
            ended = true;
            alarm.cancel(false);
        }
        over.run();
    }

    /** Closes the connection at once instead of reading to the end of the answer. */
    void abort() {
        end();
        breakOff.run();
    }

    /** The exception for a failure: a {@link SourceLimitException} when this watch aborted the request. */
    synchronized IOException reason(IOException failure) {
        return expired ? tooSlow(failure) : failure;
    }

    synchronized boolean isExpired() {
        return expired;
    }

    SourceLimitException tooSlow(Throwable cause) {
        String text = begun == 0
                ? "The source took longer than " + limits.begin().toSeconds() + " s to begin an answer"
                : "The source answered more slowly than telemessage.minimum-rate and telemessage.slow-allowance allow";
        return new SourceLimitException(text, cause);
    }

    private void look() {
        Duration left;
        synchronized (this) {
            left = limits.allowed(bytes).minusNanos(System.nanoTime() - begun);
            if (!left.isNegative() && !left.isZero() && !ended) {
                alarm = schedule(left, this::look);
                return;
            }
        }
        expire();
    }

    private void expire() {
        synchronized (this) {
            if (ended || expired) {
                return;
            }
            expired = true;
        }
        breakOff.run();
    }

    private Future<?> schedule(Duration delay, Runnable task) {
        return clock.schedule(task, delay.toMillis() + 1, TimeUnit.MILLISECONDS);
    }
}
