package org.opencompliance.archiver.routing.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.master.MasterConsumer;
import org.apache.camel.component.master.MasterEndpoint;
import org.apache.camel.support.RoutePolicySupport;

/** Records the last firing of a route with a timer or schedule. */
final class Firing extends RoutePolicySupport {

    private final CamelContext context;
    private final Ticks ticks;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private volatile Route route;
    private volatile Rhythm rhythm;
    private volatile Since since;

    Firing(CamelContext context, Ticks ticks) {
        this.context = context;
        this.ticks = ticks;
    }

    /** The start of the current silence. */
    private record Since(long nanos, Instant time, boolean fired) {}

    @Override
    public void onInit(Route initialized) {
        route = initialized;
        rhythm = Rhythm.of(firing(initialized.getEndpoint())).orElse(null);
    }

    private static Endpoint firing(Endpoint endpoint) {
        return endpoint instanceof MasterEndpoint master ? master.getEndpoint() : endpoint;
    }

    @Override
    public void onExchangeBegin(Route begun, Exchange exchange) {
        if (rhythm != null) {
            running.put(exchange.getExchangeId(), Thread.currentThread());
            since = now(true);
        }
    }

    @Override
    public void onExchangeDone(Route done, Exchange exchange) {
        if (rhythm != null) {
            running.remove(exchange.getExchangeId());
            since = now(true);
        }
    }

    /**
     * The overdue route; empty while it is stopped, running or without leadership, and the silence restarts after
     * that.
     */
    Optional<Overdue> overdue() {
        if (rhythm == null) {
            return Optional.empty();
        }
        Since last = since;
        if (last == null || !isExpected() || isAtWork()) {
            since = now(false);
            return Optional.empty();
        }
        Duration silence = Duration.ofNanos(ticks.nanos().getAsLong() - last.nanos());
        return silence.compareTo(rhythm.longestSilence(last.time(), last.fired())) > 0
                ? Optional.of(new Overdue(route.getRouteId(), silence, rhythm.toString()))
                : Optional.empty();
    }

    private boolean isExpected() {
        ServiceStatus status = context.getRouteController().getRouteStatus(route.getRouteId());
        if (!context.isStarted() || status == null || !status.isStarted()) {
            // a removed route has no status
            return false;
        }
        return !(route.getConsumer() instanceof MasterConsumer master) || master.isMaster();
    }

    /** Drops exchanges of dead threads, because they never complete. */
    private boolean isAtWork() {
        running.values().removeIf(thread -> !thread.isAlive());
        return !running.isEmpty();
    }

    private Since now(boolean fired) {
        return new Since(ticks.nanos().getAsLong(), ticks.clock().instant(), fired);
    }
}
