package org.opencompliance.archiver.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one owner of the ledger's retries: pauses grow from 0.1 s to 10 s, for ever; once the ledger is closing, for its
 * patience.
 */
final class LedgerRetry {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerRetry.class);
    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(10).toNanos();

    /** After so many failures, about a minute, a person is asked for. */
    private static final int ALARM = 12;

    /** Something that is asked of the storage area. */
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
     * Asks until there is an answer.
     *
     * @throws IOException when the ledger is closing and its patience is over
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
            throw new IOException("The ledger was closed before the storage area took its last lines", failure);
        }
        if (failures == 0) {
            failingSince = now;
            LOG.warn("The storage area takes no lines of the ledger, which waits for it: {}", failure.toString());
        } else if (failures == ALARM) {
            LOG.error("The storage area still takes no lines of the ledger; nothing is closed until it does", failure);
        }
        long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(failures, 10));
        failures++;
        pace.pause(pause);
    }

    /** The storage area took something. */
    void succeeded() {
        if (failures > 0) {
            LOG.warn("The storage area takes lines of the ledger again, after {} failures; none is lost", failures);
        }
        failures = 0;
        failingSince = null;
    }

    /** From now on the patience counts. */
    void close() {
        closingSince = pace.nanos();
    }

    /** For how long the storage area has taken nothing, or nothing when it does. */
    Optional<Duration> failingFor() {
        Long since = failingSince;
        return since == null ? Optional.empty() : Optional.of(Duration.ofNanos(pace.nanos() - since));
    }
}
