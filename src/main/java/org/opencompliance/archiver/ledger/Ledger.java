package org.opencompliance.archiver.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The append-only record of what happened. All methods may be called from any thread. */
public interface Ledger extends Closeable {

    /** The most events that one call takes. */
    int MAX_EVENTS = 100;

    /**
     * Records events, in their order and after everything that was appended before.
     *
     * <p>The future completes when the lines are durable; what depends on it never runs on the ledger's own thread. It
     * fails with an {@link IOException} when the ledger is closed, or holds too many lines already that the storage
     * area does not take: such events are not recorded, and what they stand for must not count as done.
     *
     * @throws IllegalArgumentException when an event is too long, has a detail that is no JSON scalar, or there are
     *     more than {@link #MAX_EVENTS}
     */
    CompletableFuture<Void> append(LedgerEvent... events);

    /** Completes when everything that was appended before is durable. */
    CompletableFuture<Void> flush();

    /** For how long the storage area has taken nothing, or nothing when it does. */
    default Optional<Duration> failingFor() {
        return Optional.empty();
    }

    /**
     * Writes what was appended and ends.
     *
     * @throws IOException when some of it could not be written within the time the settings allow
     */
    @Override
    void close() throws IOException;
}
