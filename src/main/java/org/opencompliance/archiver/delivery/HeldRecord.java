package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;

/**
 * The work record that an attempt holds by its claim: as it was last written, and with the changes since. Lost once another worker has
 * written the record. Not safe for threads; the attempt is.
 */
final class HeldRecord {

    private final JsonObjects<WorkRecord> records;
    private Versioned<WorkRecord> written;
    private WorkRecord current;
    private ClaimTime claimTime;
    private boolean lost;

    /** When a claim was written, by the clocks of this process. */
    record ClaimTime(long writtenAtNanos, Instant writtenAt, Duration duration) {

        static ClaimTime now(Duration duration) {
            return new ClaimTime(System.nanoTime(), Instant.now(), duration);
        }

        /** Time left by the faster clock: one stops while the machine is suspended, the other can be set. */
        Duration left() {
            Duration gone = Duration.ofNanos(System.nanoTime() - writtenAtNanos);
            Duration byTheWall = Duration.between(writtenAt, Instant.now());
            return duration.minus(byTheWall.compareTo(gone) > 0 ? byTheWall : gone);
        }
    }

    HeldRecord(JsonObjects<WorkRecord> records) {
        this.records = records;
    }

    void hold(Versioned<WorkRecord> record, ClaimTime time) {
        written = record;
        current = record.value();
        claimTime = time;
    }

    /** Null while no record is held. */
    WorkRecord current() {
        return current;
    }

    boolean isHeld() {
        return written != null && !lost;
    }

    boolean isLost() {
        return lost;
    }

    void lose() {
        lost = true;
    }

    /** Zero without a claim. */
    Duration claimLeft() {
        return lost || claimTime == null ? Duration.ZERO : claimTime.left();
    }

    /** Changes the record in memory. */
    WorkRecord change(UnaryOperator<WorkRecord> change) {
        current = change.apply(current);
        return current;
    }

    /** Writes the record with the changes in memory and this one; false when another worker wrote it meanwhile. */
    boolean save(UnaryOperator<WorkRecord> change, ClaimTime time) throws IOException {
        boolean saved = isHeld() && write(change.apply(current), time);
        if (saved) {
            current = written.value();
        }
        return saved;
    }

    /** Writes the last written record with a new claim, without the changes in memory. */
    boolean renew(Claim claim, ClaimTime time) throws IOException {
        return isHeld() && write(written.value().with(claim), time);
    }

    private boolean write(WorkRecord next, ClaimTime time) throws IOException {
        Optional<Versioned<WorkRecord>> replaced = records.replace(written, next);
        lost = replaced.isEmpty();
        if (!lost) {
            written = replaced.get();
            claimTime = time;
        }
        return !lost;
    }
}
