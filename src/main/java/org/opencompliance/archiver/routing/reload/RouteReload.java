package org.opencompliance.archiver.routing.reload;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.opencompliance.archiver.routing.FailureText;
import org.opencompliance.archiver.routing.check.CheckedRoutes;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.reload.RouteGate.Held;
import org.opencompliance.archiver.routing.watch.StartedRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for changed, new and deleted route files, checks them like the start does, and replaces the changed routes once no
 * exchange is in them. Until then new exchanges wait before these routes. A broken file changes nothing. For one thread.
 */
public final class RouteReload {

    /** Time between two looks; a file that changed between them may not be complete yet. */
    public static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
    /** How long new exchanges wait for those in the changed routes; shorter than a claim or a timeout of the source. */
    private static final Duration HOLD = Duration.ofSeconds(5);

    /** How long to let routes work that could not be drained, unless their exchanges complete earlier. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private static final long STEP_NANOS = 10_000_000;

    private final CheckedRoutes checked;
    private final RouteGate gate;
    private final CamelContext camel;
    private final CamelRoutes routes;
    private final StartedRoutes started;
    private RouteFolder used;
    private RouteFolder seen;
    private RouteFolder refused;
    private Busy busy = Busy.NONE;

    /**
     * Routes with an exchange that takes longer than the hold, such as a collection.
     *
     * @param until when to hold the routes again in any case, in nanoseconds
     */
    private record Busy(Set<String> ids, long until) {

        static final Busy NONE = new Busy(Set.of(), 0);
    }

    /**
     * @param checked the routes that the context has started with
     * @param started expects the routes of the new files after a reload
     */
    public RouteReload(CheckedRoutes checked, RouteGate gate, CamelContext camel, StartedRoutes started) {
        this.started = started;
        this.checked = checked;
        this.gate = gate;
        this.camel = camel;
        this.routes = new CamelRoutes(camel);
        this.used = checked.read();
        this.seen = used;
        gate.lasting(lasting(used));
    }

    /** Looks once. */
    public void look() {
        RouteFolder now = checked.read();
        boolean complete = RouteChange.isSame(now, seen);
        seen = now;
        if (complete && !RouteChange.isSame(now, used) && (refused == null || !RouteChange.isSame(now, refused))) {
            reload(now);
        }
        if (RouteChange.isSame(now, used)) {
            refused = null;
        }
    }

    private void reload(RouteFolder now) {
        List<Finding> errors = checked.errors(camel, now);
        if (!errors.isEmpty()) {
            refuse(now, errors.stream().map(Finding::toString).collect(Collectors.joining("; ")));
            return;
        }
        RouteChange change = RouteChange.between(used, now);
        if (change.isEmpty()) {
            used = now;
            LOG.info("Route files changed, their routes did not: {}", String.join(", ", change.files()));
            return;
        }
        if (routes.inflight(busy.ids()) == 0 || System.nanoTime() - busy.until() > 0) {
            replaceDrained(now, change);
        }
    }

    private void replaceDrained(RouteFolder now, RouteChange change) {
        Set<String> ending = change.ending(used);
        try {
            if (drained(ending)) {
                replace(now, change, ending);
                busy = Busy.NONE;
            } else {
                await(ending);
            }
        } finally {
            routes.resume(ending);
            gate.open();
        }
    }

    private void refuse(RouteFolder now, String problems) {
        refused = now;
        LOG.error("The changed route files are not used, the old routes stay: {}", problems);
    }

    /** Holds the routes, and waits until no exchange is in them. */
    private boolean drained(Set<String> ending) {
        gate.hold(held(ending));
        routes.suspend(ending);
        long end = System.nanoTime() + HOLD.toNanos();
        boolean empty = isEmpty(ending);
        while (!empty && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP_NANOS);
            empty = isEmpty(ending);
        }
        return empty;
    }

    private boolean isEmpty(Set<String> ending) {
        return gate.isIdle() && routes.inflight(ending) == 0;
    }

    private Held held(Set<String> ending) {
        Set<String> endpoints = RouteChange.routes(used).values().stream()
                .filter(route -> !route.isEntry() && ending.contains(route.id()))
                .map(RoutePart::uri)
                .collect(Collectors.toSet());
        return new Held(endpoints, ending);
    }

    private void replace(RouteFolder now, RouteChange change, Set<String> ending) {
        try {
            List<RoutesBuilder> made = routes.parse(now, change.changed());
            routes.replace(ending, made);
            used = now;
            started.expect(camel);
            gate.lasting(lasting(now));
            LOG.info("Routes reloaded from {}: {}", String.join(", ", change.files()), text(change));
        } catch (Exception e) { // boundary to Camel: the old routes must start again, whatever went wrong
            refuse(now, String.join(", ", change.files()) + ": " + message(e));
            restore(change);
        }
    }

    private static String text(RouteChange change) {
        String removed = "removed " + String.join(", ", change.removed());
        String changed = String.join(", ", change.changed());
        if (change.removed().isEmpty()) {
            return changed;
        }
        return changed.isEmpty() ? removed : changed + "; " + removed;
    }

    /** The old routes again; a route that is running already is replaced by its equal. */
    private void restore(RouteChange change) {
        try {
            RouteChange back = RouteChange.between(seen, used);
            Set<String> started = change.changed().stream()
                    .filter(id -> camel.getRoute(id) != null)
                    .collect(Collectors.toSet());
            routes.replace(started, routes.parse(used, back.changed()));
        } catch (Exception e) { // boundary to Camel: there is nothing left to try
            LOG.error(
                    "The old routes do not start again: restart this process, nothing is lost by that: {}", message(e));
        }
    }

    private void await(Set<String> ending) {
        Set<String> longest = ending.stream()
                .filter(id -> routes.inflight(Set.of(id)) > 0)
                .collect(Collectors.toCollection(TreeSet::new));
        if (busy == Busy.NONE) {
            LOG.info(
                    "Changed routes take effect when the exchanges in them are complete: {}",
                    String.join(", ", longest));
        }
        busy = new Busy(longest, System.nanoTime() + AGAIN.toNanos());
    }

    /** Omits texts of an item: only the parser and the start of a route fail here. */
    private static String message(Exception failure) {
        Throwable cause = FailureText.root(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The endpoints of routes whose configuration has an {@code onCompletion}. */
    private static Set<String> lasting(RouteFolder folder) {
        Set<String> configurations = folder.parts()
                .filter(part -> !part.isRoute() && part.node().has("onCompletion"))
                .map(RoutePart::id)
                .collect(Collectors.toSet());
        return RouteChange.routes(folder).values().stream()
                .filter(route -> !route.isEntry() && names(route, configurations))
                .map(RoutePart::uri)
                .collect(Collectors.toSet());
    }

    private static boolean names(RoutePart route, Set<String> configurations) {
        return Stream.of(route.node().text("routeConfigurationId").split(","))
                .map(String::strip)
                .anyMatch(configurations::contains);
    }
}
