package org.opencompliance.archiver.delivery;

import java.time.Duration;
import java.time.Instant;
import org.opencompliance.archiver.work.Delivery;

/**
 * How an attempt looks for the message of a delivery before it creates one.
 *
 * @param first whether the attempt made the plan of a new item, so that no message can exist
 * @param takenOver whether the claim of another worker expired without a result
 * @param asOf time at which unknown outcomes are judged, by the storage area's clock
 * @param patience how long the message of an unknown outcome may still appear
 */
record Look(boolean first, boolean takenOver, Instant asOf, Duration patience) {

    static final Look ONCE = new Look(false, false, Instant.MIN, Duration.ZERO);

    /** The same for an attempt that made the plan. */
    Look planned(boolean newItem) {
        return new Look(newItem, false, asOf, patience);
    }

    /** The value of the look header of the exchange component. */
    String mode(Delivery delivery) {
        if (delivery.awaited(asOf, patience)) {
            return "await";
        }
        if (takenOver || delivery.uncertain()) {
            return "repeated";
        }
        return first ? "none" : "once";
    }
}
