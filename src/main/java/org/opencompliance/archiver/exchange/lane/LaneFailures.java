package org.opencompliance.archiver.exchange.lane;

import java.time.Duration;

/** Interprets the failures of requests, and creates those of unsent requests. */
public interface LaneFailures {

    /** The wait that the failure requests, or null if it requests none. */
    Duration waitOf(Throwable failure);

    /** The failure of an unsent request in a lane that has to wait this much longer. */
    RuntimeException throttled(Duration wait);

    /** The failure of an unsent request after the lanes were closed. */
    RuntimeException closed();
}
