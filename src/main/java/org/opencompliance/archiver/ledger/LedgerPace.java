package org.opencompliance.archiver.ledger;

/** The time that the writing thread spends; in nanoseconds. */
interface LedgerPace {

    /** A point in time, to compare with others. */
    long nanos();

    /** Waits so long, or shorter once the ledger is closing. */
    void pause(long nanos) throws InterruptedException;

    /** Lets no pause be long any more. */
    void close();
}
