package org.opencompliance.archiver.routing.watch;

import java.time.Clock;
import java.util.Map;
import org.opencompliance.archiver.routing.expression.DirectBeanLanguage;

/** The beans that Camel looks for itself: its language by name, and watches over timers, threads and steps by type. */
public final class CamelBeans {

    private CamelBeans() {}

    public static Map<String, Object> of(Clock clock) {
        return Map.of(
                "timerWatch",
                new TimerWatch(clock),
                "startedRoutes",
                new StartedRoutes(),
                "watchedExecutor",
                new WatchedExecutor(),
                "errorsInSteps",
                new ErrorsInSteps(),
                DirectBeanLanguage.NAME,
                new DirectBeanLanguage());
    }
}
