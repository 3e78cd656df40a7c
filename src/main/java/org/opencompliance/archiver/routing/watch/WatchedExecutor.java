package org.opencompliance.archiver.routing.watch;

import org.apache.camel.impl.engine.DefaultReactiveExecutor;
import org.opencompliance.archiver.process.Unrecoverable;

/**
 * Camel's executor for the steps of a route. An error passes through it and loses the exchange, so every waiting
 * thread would wait forever. This class reports errors, also when the thread pool hides them.
 */
public final class WatchedExecutor extends DefaultReactiveExecutor {

    @Override
    public void schedule(Runnable step) {
        super.schedule(Unrecoverable.watched(step));
    }

    @Override
    public void scheduleMain(Runnable step) {
        super.scheduleMain(Unrecoverable.watched(step));
    }

    @Override
    public void scheduleSync(Runnable step) {
        super.scheduleSync(Unrecoverable.watched(step));
    }

    @Override
    public void scheduleQueue(Runnable step) {
        super.scheduleQueue(Unrecoverable.watched(step));
    }
}
