package org.opencompliance.archiver.routing.watch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;

/**
 * Knows the routes that the program started, and which of them are no longer started. A route that waits for the leadership
 * or for the end of a pause is started; one that is configured not to start by itself is not expected. Thread-safe.
 */
public final class StartedRoutes {

    /** The routes of a start. */
    private record Expected(CamelContext context, List<String> routes) {}

    private volatile Expected expected = new Expected(null, List.of());

    /** Expects the routes of a started context from now on. */
    public void expect(CamelContext context) {
        List<String> routes = context.getRoutes().stream()
                .filter(Route::isAutoStartup)
                .map(Route::getRouteId)
                .sorted()
                .toList();
        expected = new Expected(context, routes);
    }

    /** Number of routes that the program started; 0 before its start. */
    public int expected() {
        return expected.routes().size();
    }

    /** Number of these that are started now. */
    public int started() {
        return expected() - missing().size();
    }

    /** The ids of the others, each with its state. */
    public List<String> missing() {
        Expected all = expected;
        return all.routes().stream()
                .map(route -> missing(all.context(), route))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> missing(CamelContext context, String route) {
        ServiceStatus status = context.getRouteController().getRouteStatus(route);
        if (status == ServiceStatus.Started) {
            return Optional.empty();
        }
        return Optional.of(
                route + " (" + (status == null ? "removed" : status.name().toLowerCase(Locale.ROOT)) + ")");
    }
}
