package org.opencompliance.archiver.work;

import java.time.Duration;

/**
 * The result of an attempt for its work order.
 *
 * @param again pause before the next attempt, null when the order is done
 */
public record Settlement(Duration again) {

    public static final Settlement DONE = new Settlement(null);

    public boolean done() {
        return again == null;
    }

    /** The pause in milliseconds; 0 when the order is done. */
    public long againMillis() {
        return done() ? 0 : again.toMillis();
    }
}
