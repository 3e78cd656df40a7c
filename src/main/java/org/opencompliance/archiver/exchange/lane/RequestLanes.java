package org.opencompliance.archiver.exchange.lane;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Queues of requests, one a mailbox, that share a limit of requests and bytes under way. Lanes take turns; within a
 * lane the order is that of arrival. What waits, for its turn or for a throttled mailbox, holds no thread.
 *
 * <p>Safe for threads. A request runs on the executor given; its future completes there once its place is free again.
 */
public final class RequestLanes implements Closeable {

    /** A service that says "wait 0" must not be asked in a tight loop. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    private final LaneLimits limits;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final LaneFailures failures;

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Lane> turns = new ArrayDeque<>();
    private int running;
    private long bytes;
    private boolean closed;

    /**
     * @param executor runs requests; needs a thread for each of {@code limits.requests()}
     * @param timer wakes lanes; not closed here
     */
    public RequestLanes(LaneLimits limits, Executor executor, ScheduledExecutorService timer, LaneFailures failures) {
        this.limits = limits;
        this.executor = executor;
        this.timer = timer;
        this.failures = failures;
    }

    /**
     * Has the request run when it is its turn.
     *
     * @param lane whose turn it takes
     * @param size the bytes that it counts for, at most the limit
     */
    public <T> CompletableFuture<T> submit(LaneName lane, long size, Callable<T> request) {
        PendingRequest<T> pending = new PendingRequest<>(request, Math.min(size, limits.bytes()));
        synchronized (this) {
            if (closed) {
                pending.result.completeExceptionally(failures.closed());
                return pending.result;
            }
            Lane mine = lanes.computeIfAbsent(lane.key(), key -> new Lane(lane));
            Duration wait = mine.waitFrom(System.nanoTime());
            if (wait.compareTo(limits.maxThrottleWait()) > 0) {
                pending.result.completeExceptionally(failures.throttled(wait));
                return pending.result;
            }
            mine.queue.add(pending);
            takeTurn(mine);
        }
        dispatch();
        return pending.result;
    }

    /** Completes after the time, without a thread meanwhile. */
    public CompletableFuture<Void> pause(Duration time) {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        try {
            timer.schedule(() -> pause.complete(null), time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            pause.completeExceptionally(failures.closed());
        }
        return pause;
    }

    public synchronized LaneLoad load() {
        long now = System.nanoTime();
        int waiting =
                lanes.values().stream().mapToInt(lane -> lane.queue.size()).sum();
        long throttled = lanes.values().stream()
                .filter(lane -> !lane.waitFrom(now).isZero())
                .count();
        return new LaneLoad(running + waiting, bytes, (int) throttled);
    }

    /** Fails what waits; what is under way ends by itself. */
    @Override
    public void close() {
        List<PendingRequest<?>> waiting = new ArrayList<>();
        synchronized (this) {
            closed = true;
            lanes.values().forEach(lane -> {
                waiting.addAll(lane.queue);
                lane.queue.clear();
            });
            turns.clear();
        }
        waiting.forEach(one -> one.result.completeExceptionally(failures.closed()));
    }

    private void takeTurn(Lane lane) {
        if (!lane.inTurn && !lane.queue.isEmpty()) {
            lane.inTurn = true;
            turns.add(lane);
        }
    }

    private void dispatch() {
        for (Start start = next(); start != null; start = next()) {
            Start one = start;
            try {
                executor.execute(() -> run(one));
            } catch (RejectedExecutionException e) {
                release(one);
                one.pending.result.completeExceptionally(e);
            }
        }
    }

    /**
     * The next request that may go out now, or null. A lane that may not start one leaves the turns until it may. When
     * the next in turn does not fit the bytes, everyone waits: else a large one could wait for ever.
     */
    private synchronized Start next() {
        while (running < limits.requests() && !turns.isEmpty()) {
            Lane lane = turns.peek();
            if (lane.running >= lane.name.width() || lane.queue.isEmpty() || sleeps(lane)) {
                leave(lane);
                continue;
            }
            PendingRequest<?> pending = lane.queue.peek();
            if (bytes + pending.size > limits.bytes()) {
                return null;
            }
            leave(lane);
            lane.queue.remove();
            lane.running++;
            running++;
            bytes += pending.size;
            takeTurn(lane);
            return new Start(lane, pending);
        }
        return null;
    }

    private void leave(Lane lane) {
        turns.remove();
        lane.inTurn = false;
    }

    private boolean sleeps(Lane lane) {
        Duration wait = lane.waitFrom(System.nanoTime());
        if (wait.isZero()) {
            return false;
        }
        if (!lane.alarm) {
            lane.alarm = true;
            try {
                timer.schedule(() -> wake(lane), wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                lane.alarm = false; // the component stops, and close() fails what waits
            }
        }
        return true;
    }

    private void wake(Lane lane) {
        synchronized (this) {
            lane.alarm = false;
            takeTurn(lane);
            forgetIfIdle(lane);
        }
        dispatch();
    }

    private void run(Start start) {
        Runnable completion = outcome(start, start.pending);
        release(start);
        dispatch();
        completion.run();
    }

    private <T> Runnable outcome(Start start, PendingRequest<T> pending) {
        try {
            T value = pending.request.call();
            return () -> pending.result.complete(value);
        } catch (Throwable e) { // NOSONAR the boundary of all requests: whatever it is, it is the future's
            Duration wait = failures.waitOf(e);
            return wait == null ? () -> pending.result.completeExceptionally(e) : throttle(start, wait, e);
        }
    }

    /**
     * Puts the request back to the head of its lane if the wait is short enough, and fails the lane's others if not.
     */
    private synchronized Runnable throttle(Start start, Duration asked, Throwable failure) {
        Duration wait = asked.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : asked;
        Lane lane = start.lane;
        lane.sleepUntil(System.nanoTime() + wait.toNanos());
        sleeps(lane);
        PendingRequest<?> pending = start.pending;
        pending.waited = pending.waited.plus(wait);
        if (pending.waited.compareTo(limits.maxThrottleWait()) <= 0 && !closed) {
            lane.queue.addFirst(pending);
            return () -> {};
        }
        List<PendingRequest<?>> others = new ArrayList<>();
        if (wait.compareTo(limits.maxThrottleWait()) > 0) {
            others.addAll(lane.queue);
            lane.queue.clear();
        }
        return () -> {
            pending.result.completeExceptionally(failure);
            others.forEach(other -> other.result.completeExceptionally(failures.throttled(wait)));
        };
    }

    private synchronized void release(Start start) {
        Lane lane = start.lane;
        lane.running--;
        running--;
        bytes -= start.pending.size;
        takeTurn(lane);
        forgetIfIdle(lane);
    }

    private void forgetIfIdle(Lane lane) {
        if (lane.idle(System.nanoTime())) {
            lanes.remove(lane.name.key());
        }
    }

    private record Start(Lane lane, PendingRequest<?> pending) {}
}
