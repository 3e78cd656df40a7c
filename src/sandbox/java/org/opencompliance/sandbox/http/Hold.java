package org.opencompliance.sandbox.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Blocks one request until it is released. Thread-safe. */
public final class Hold {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Waits for the request; false on timeout. */
    public boolean awaitArrived(Duration atMost) throws InterruptedException {
        return arrived.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Releases the request; does nothing when it is already released. A later request is not blocked. */
    public void release() {
        released.countDown();
    }

    void keep() throws InterruptedException {
        arrived.countDown();
        released.await();
    }
}
