package org.opencompliance.archiver.work;

import java.time.Duration;

/**
 * What becomes of a work order after a turn.
 *
 * @param again when to take it up again, null when it is done
 */
public record Settlement(Duration again) {

    public static final Settlement DONE = new Settlement(null);

    public boolean done() {
        return again == null;
    }

    /** In milliseconds; 0 when it is done. */
    public long againMillis() {
        return done() ? 0 : again.toMillis();
    }
}
