package org.opencompliance.archiver.routing.watch;

import org.apache.camel.impl.engine.DefaultReactiveExecutor;
import org.opencompliance.archiver.process.Unrecoverable;

/**
 * Camel's way to run the steps of a route, which lets an error pass and with it loses the exchange: whoever waits for it would wait
 * for ever. So an error is reported, also where the thread pool that it ends in keeps it to itself.
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
