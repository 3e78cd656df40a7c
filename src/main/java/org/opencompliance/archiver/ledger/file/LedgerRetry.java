package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where the ledger retries. Pauses grow from 0.1 s to 10 s, without limit on the number; once the ledger is
 * closing, retries stop after its patience.
 */
final class LedgerRetry {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerRetry.class);
    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(10).toNanos();

    /** Number of failures, after about a minute, at which an ERROR asks an operator to act. */
    private static final int ALARM = 12;

    /** One request to the storage area. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }

    private final LedgerPace pace;
    private final long patience;
    private volatile Long closingSince;
    private volatile Long failingSince;
    private int failures;

    LedgerRetry(LedgerPace pace, Duration patience) {
        this.pace = pace;
        this.patience = patience.toNanos();
    }

    /**
     * Repeats the request until it succeeds.
     *
     * @throws IOException when the ledger is closing and its patience has elapsed
     */
    <T> T until(Call<T> call) throws IOException, InterruptedException {
        while (true) {
            try {
                return call.run();
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        }
    }

    /** Waits after a failure. */
    void failed(Exception failure) throws IOException, InterruptedException {
        long now = pace.nanos();
        if (closingSince != null && now - closingSince >= patience) {
            throw new IOException("The ledger was closed before the storage area accepted its last lines", failure);
        }
        if (failures == 0) {
            failingSince = now;
            LOG.warn("The storage area rejects lines of the ledger; the ledger retries: {}", failure.toString());
        } else if (failures == ALARM) {
            LOG.error(
                    "The storage area still rejects lines of the ledger; no item is closed until it accepts them",
                    failure);
        }
        long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(failures, 10));
        failures++;
        pace.pause(pause);
    }

    /** Records that the storage area accepted a request. */
    void succeeded() {
        if (failures > 0) {
            LOG.warn(
                    "The storage area accepts lines of the ledger again, after {} failures; no line is lost", failures);
        }
        failures = 0;
        failingSince = null;
    }

    /** Starts the patience period. */
    void close() {
        closingSince = pace.nanos();
    }

    /** How long the storage area has rejected writes; empty when it accepts them. */
    Optional<Duration> failingFor() {
        Long since = failingSince;
        return since == null ? Optional.empty() : Optional.of(Duration.ofNanos(pace.nanos() - since));
    }
}
