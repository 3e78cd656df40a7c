package org.opencompliance.archiver.routes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.Suspendable;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.support.service.ServiceHelper;

/** Spares a test the seconds that Camel waits by default when a context stops. */
final class QuickStop {

    private static final String POLLING = "receive-work";
    private static final Duration LONGEST_POLL = Duration.ofMillis(600);

    private QuickStop() {}

    /** Call it before the routes are loaded: the consumers of a queue notice a stop only between two polls, a second apart. */
    static void prepare(CamelContext context) {
        context.getComponent("seda", SedaComponent.class).setDefaultPollTimeout(50);
    }

    /** Call it before the stop: Camel looks only once a second whether the poll, which waits for work, has ended. */
    static void endPoll(CamelContext context) {
        Route route = context.getRoute(POLLING);
        if (route != null && route.getConsumer() instanceof Suspendable poll) {
            ServiceHelper.suspendService(poll);
            long end = System.nanoTime() + LONGEST_POLL.toNanos();
            while (context.getInflightRepository().size(POLLING) > 0 && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
    }
}
