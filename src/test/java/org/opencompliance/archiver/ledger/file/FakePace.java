package org.opencompliance.archiver.ledger.file;

/** A clock that only pauses advance. */
final class FakePace implements LedgerPace {

    private long nanos;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void pause(long pause) {
        nanos += pause;
    }

    @Override
    public void close() {}
}
