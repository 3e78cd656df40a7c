package org.opencompliance.archiver.exchange.lane;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A waiting or running request. The lock of its {@link RequestLanes} guards the mutable fields. */
final class PendingRequest<T> {

    final Callable<T> request;
    final long size;
    final Duration maxThrottleWait;
    final CompletableFuture<T> result = new CompletableFuture<>();
    /** The total time that the request waited because of throttling. */
    Duration waited = Duration.ZERO;

    PendingRequest(Callable<T> request, long size, Duration maxThrottleWait) {
        this.request = request;
        this.size = size;
        this.maxThrottleWait = maxThrottleWait;
    }
}
