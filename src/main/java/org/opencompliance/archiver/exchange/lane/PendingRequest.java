package org.opencompliance.archiver.exchange.lane;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A request that waits or is under way. The lock of its {@link RequestLanes} guards what changes. */
final class PendingRequest<T> {

    final Callable<T> request;
    final long size;
    final CompletableFuture<T> result = new CompletableFuture<>();
    /** How long the service had it wait, in all. */
    Duration waited = Duration.ZERO;

    PendingRequest(Callable<T> request, long size) {
        this.request = request;
        this.size = size;
    }
}
