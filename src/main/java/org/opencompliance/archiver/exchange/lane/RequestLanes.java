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
 * Queues of requests, one per mailbox, that share a limit of concurrent requests and their bytes. Lanes are served
 * round-robin; a lane is first in, first out. Requests that wait for their lane or for a throttled mailbox hold no
 * thread.
 *
 * <p>Safe for threads. A request runs on the given executor; its future completes there after its slot is free again.
 */
public final class RequestLanes implements Closeable {

    /** A service that says "wait 0" must not get requests in a tight loop. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    private static final int PATIENT_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(PATIENT_SECONDS);

    private final LaneLimits limits;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final LaneFailures failures;
    private final LanePermits permits;

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
        this(limits, executor, timer, failures, new LanePermits());
    }

    /** @param permits shared with other lanes of the process */
    public RequestLanes(
            LaneLimits limits,
            Executor executor,
            ScheduledExecutorService timer,
            LaneFailures failures,
            LanePermits permits) {
        this.limits = limits;
        this.executor = executor;
        this.timer = timer;
        this.failures = failures;
        this.permits = permits;
    }

    /**
     * Runs the request as soon as its lane and the limits permit.
     *
     * @param lane the lane of the request
     * @param size the bytes that the request counts for, at most the limit
     */
    public <T> CompletableFuture<T> submit(LaneName lane, long size, Callable<T> request) {
        return submit(lane, new PendingRequest<>(request, Math.min(size, limits.bytes()), limits.maxThrottleWait()));
    }

    /** The same for a request that waits for a throttled lane for at least {@value #PATIENT_SECONDS} seconds. */
    public <T> CompletableFuture<T> submitPatiently(LaneName lane, long size, Callable<T> request) {
        Duration limit = limits.maxThrottleWait();
        Duration wait = limit.compareTo(PATIENCE) < 0 ? PATIENCE : limit;
        return submit(lane, new PendingRequest<>(request, Math.min(size, limits.bytes()), wait));
    }

    private <T> CompletableFuture<T> submit(LaneName lane, PendingRequest<T> pending) {
        synchronized (this) {
            if (closed) {
                pending.result.completeExceptionally(failures.closed());
                return pending.result;
            }
            Lane mine = lanes.computeIfAbsent(lane.key(), key -> new Lane(lane));
            Duration wait = mine.waitFrom(System.nanoTime());
            if (wait.compareTo(pending.maxThrottleWait) > 0) {
                pending.result.completeExceptionally(failures.throttled(wait));
                return pending.result;
            }
            mine.queue.add(pending);
            takeTurn(mine);
        }
        dispatch();
        return pending.result;
    }

    /** Completes after the time and holds no thread meanwhile. */
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

    /** Fails waiting requests; running requests end by themselves. */
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
            } catch (RuntimeException | Error e) { // also a thread that cannot be created must not keep its slot
                release(one);
                permits.release(one.lane.name);
                one.pending.result.completeExceptionally(e);
            }
        }
    }

    /**
     * The next request that may go out now, or null. A lane that may not start one leaves the round-robin queue until
     * it may. If the next request exceeds the byte limit, all lanes wait: otherwise a large one could wait forever.
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
            if (!permits.take(lane.name, () -> freed(lane))) {
                continue;
            }
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
                lane.alarm = false; // the component stops, and close() fails waiting requests
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

    /** Other lanes of the process gave back a permit. */
    private void freed(Lane lane) {
        synchronized (this) {
            takeTurn(lane);
        }
        dispatch();
    }

    private void run(Start start) {
        Runnable completion = outcome(start, start.pending);
        release(start);
        permits.release(start.lane.name);
        dispatch();
        completion.run();
    }

    private <T> Runnable outcome(Start start, PendingRequest<T> pending) {
        try {
            T value = pending.request.call();
            return () -> pending.result.complete(value);
        } catch (Throwable e) { // NOSONAR the boundary of all requests: the future gets every failure
            Duration wait = failures.waitOf(e);
            return wait == null ? () -> pending.result.completeExceptionally(e) : throttle(start, wait, e);
        }
    }

    /**
     * Returns the request to the head of its lane, or fails it if its total wait is too long. The other requests of the
     * lane that this wait alone is too long for fail too.
     */
    private synchronized Runnable throttle(Start start, Duration asked, Throwable failure) {
        Duration wait = asked.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : asked;
        Lane lane = start.lane;
        lane.sleepUntil(System.nanoTime() + wait.toNanos());
        sleeps(lane);
        PendingRequest<?> pending = start.pending;
        pending.waited = pending.waited.plus(wait);
        List<PendingRequest<?>> others = lane.queue.stream()
                .filter(other -> wait.compareTo(other.maxThrottleWait) > 0)
                .toList();
        lane.queue.removeAll(others);
        boolean again = pending.waited.compareTo(pending.maxThrottleWait) <= 0 && !closed;
        if (again) {
            lane.queue.addFirst(pending);
        }
        return () -> {
            if (!again) {
                pending.result.completeExceptionally(failure);
            }
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
