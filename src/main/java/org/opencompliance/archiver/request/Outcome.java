package org.opencompliance.archiver.request;

/** How a request ended. */
public enum Outcome {
    /** Complete; nothing is parked or pending. */
    DONE,
    /** It failed, is incomplete, or does not add up. */
    FAILED,
    /** Complete, but items or deliveries are parked. */
    PARKED,
    /** Collected, but items are not imported yet. */
    PENDING
}
