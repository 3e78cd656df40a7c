package org.opencompliance.sandbox.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps one request waiting until it is released. Safe to share between threads. */
public final class Hold {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Waits until the request is here; whether it came in time. */
    public boolean awaitArrived(Duration atMost) throws InterruptedException {
        return arrived.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the request go on; nothing happens when it has already, and one that comes later does not wait. */
    public void release() {
        released.countDown();
    }

    void keep() throws InterruptedException {
        arrived.countDown();
        released.await();
    }
}
