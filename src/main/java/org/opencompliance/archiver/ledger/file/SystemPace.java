package org.opencompliance.archiver.ledger.file;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The system clock. */
final class SystemPace implements LedgerPace {

    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(50);

    private final CountDownLatch closing = new CountDownLatch(1);

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void pause(long nanos) throws InterruptedException {
        if (closing.getCount() > 0) {
            closing.await(nanos, TimeUnit.NANOSECONDS);
        } else {
            TimeUnit.NANOSECONDS.sleep(Math.min(nanos, SHORT));
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
