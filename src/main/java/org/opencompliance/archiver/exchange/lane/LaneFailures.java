package org.opencompliance.archiver.exchange.lane;

import java.time.Duration;

/** What failures mean to the lanes, and the failures of what they do not send. */
public interface LaneFailures {

    /** How long the failure asks to wait, or null when it asks for nothing of the kind. */
    Duration waitOf(Throwable failure);

    /** The failure of a request that was not sent because its lane has to wait this much longer. */
    RuntimeException throttled(Duration wait);

    /** The failure of a request that was not sent because the lanes are closed. */
    RuntimeException closed();
}
