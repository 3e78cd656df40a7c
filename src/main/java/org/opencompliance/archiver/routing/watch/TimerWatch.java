package org.opencompliance.archiver.routing.watch;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the routes with a timer or schedule and their last firings. A route without a firing for three of its periods
 * is overdue: its timer was lost or its thread died, and Camel does not report either. Thread-safe.
 */
public final class TimerWatch implements RoutePolicyFactory {

    /** Interval between two checks. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TimerWatch.class);
    private static final Duration SAID_AGAIN = Duration.ofMinutes(10);

    private final Ticks ticks;
    private final Map<String, Firing> firings = new ConcurrentHashMap<>();
    private final Map<String, Long> said = new HashMap<>();

    public TimerWatch(Clock clock) {
        this(System::nanoTime, clock);
    }

    TimerWatch(LongSupplier nanos, Clock clock) {
        this.ticks = new Ticks(nanos, clock);
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode definition) {
        Firing firing = new Firing(context, ticks);
        firings.put(routeId, firing);
        return firing;
    }

    /** The overdue routes. */
    public List<Overdue> overdue() {
        return firings.values().stream()
                .map(Firing::overdue)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Logs the overdue routes, once each and then every ten minutes. */
    public synchronized void look() {
        long now = ticks.nanos().getAsLong();
        Map<String, Overdue> found = overdue().stream().collect(Collectors.toMap(Overdue::route, one -> one));
        found.forEach((route, overdue) -> say(overdue, now));
        said.keySet().removeIf(route -> !found.containsKey(route));
    }

    private void say(Overdue overdue, long now) {
        Long before = said.get(overdue.route());
        if (before == null || now - before >= SAID_AGAIN.toNanos()) {
            said.put(overdue.route(), now);
            LOG.error("The route {} does not fire any more: restart this process, nothing is lost by that", overdue);
        }
    }
}
