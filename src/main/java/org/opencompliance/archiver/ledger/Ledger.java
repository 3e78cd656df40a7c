package org.opencompliance.archiver.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The append-only record of events. All methods are thread-safe. */
public interface Ledger extends Closeable {

    /** Maximum number of events per call. */
    int MAX_EVENTS = 100;

    /**
     * Records events in their order, after all events that were appended before.
     *
     * <p>The future completes when the lines are durable; dependent actions never run on the thread of the ledger. It fails
     * with an {@link IOException} when the ledger is closed, or when it already holds too many lines that the storage area
     * did not accept. Such events are not recorded, and the caller must not treat the recorded action as done.
     *
     * @throws IllegalArgumentException when an event is too long, has a detail that is not a JSON scalar, or there are more
     *     than {@link #MAX_EVENTS}
     */
    CompletableFuture<Void> append(LedgerEvent... events);

    /** Completes when all lines that were appended before are durable. */
    CompletableFuture<Void> flush();

    /** How long the storage area has rejected writes; empty when it accepts them. */
    default Optional<Duration> failingFor() {
        return Optional.empty();
    }

    /**
     * Writes all appended lines and stops.
     *
     * @throws IOException when some lines could not be written within the time that the settings allow
     */
    @Override
    void close() throws IOException;
}
