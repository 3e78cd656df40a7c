package org.opencompliance.archiver.ledger.file;

/** Clock and pauses of the writing thread, in nanoseconds. */
interface LedgerPace {

    /** A monotonic time, only for comparison with others. */
    long nanos();

    /** Waits for this time, or shorter once the ledger is closing. */
    void pause(long nanos) throws InterruptedException;

    /** Shortens all pauses from now on. */
    void close();
}
