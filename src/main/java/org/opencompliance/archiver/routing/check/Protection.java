package org.opencompliance.archiver.routing.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.check.context.Words;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.Finding.Level;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;

/** The error handling of each route. A route that names a missing configuration starts without any. */
final class Protection {

    private static final String NAMED = "routeConfigurationId";
    private static final String HANDLER = "errorHandler";
    /** The file that ships the configuration of the routes that name none. */
    private static final String FALLBACK = "error-handling" + RouteFile.SUFFIX;

    /** Private routes whose own response to a failure decides about the item: the caller would neither park nor repeat it. */
    private static final Map<String, String> OWN = Map.of(
            "import-item", "import-errors",
            "import-delivery", "delivery-errors",
            "collect-window", "source-errors",
            "collect-item", "fetch-errors");

    private final Set<String> known;
    private final boolean fallback;

    Protection(RouteFolder folder, RouteContext context) {
        List<RoutePart> configurations = folder.parts()
                .filter(part -> !part.isRoute() && context.enables(part))
                .toList();
        known = configurations.stream()
                .map(RoutePart::id)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        fallback = configurations.stream().anyMatch(RoutePart::isFallback);
    }

    List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart route : file.routes()) {
            String named = route.node().text(NAMED).strip();
            if (named.isEmpty() && route.isEntry()) {
                findings.add(file.error(
                        route.line(),
                        "The route " + route + " begins by itself and names no " + NAMED + ", so its failures are lost",
                        "Give " + route + " a " + NAMED + ", one of " + String.join(", ", known)));
            }
            if (named.isEmpty() && OWN.containsKey(route.id())) {
                findings.add(file.error(
                        route.line(),
                        "The route " + route + " names no " + NAMED + ", so an item that fails in it is not parked",
                        "Write " + NAMED + ": " + OWN.get(route.id())));
            }
            if (!named.isEmpty()) {
                unknown(route, named, findings);
            }
            if (route.node().has(HANDLER)) {
                findings.add(file.error(
                        route.node().lineOf(HANDLER),
                        "The " + HANDLER + " of the route " + route + " replaces that of its configuration",
                        "Remove it: a private route passes its errors to the caller, any other names a " + NAMED));
            }
        }
        return findings;
    }

    /** Without the fallback, Camel's own error handler keeps a private route's errors from the caller. */
    List<Finding> fallback() {
        return fallback
                ? List.of()
                : List.of(new Finding(
                        Level.ERROR,
                        FALLBACK,
                        1,
                        "There is no routeConfiguration without an id for the routes that name none",
                        "Restore it"));
    }

    private void unknown(RoutePart route, String named, List<Finding> findings) {
        for (String each : named.split(",")) {
            String id = each.strip();
            if (!id.endsWith("*") && !known.contains(id)) {
                findings.add(route.file()
                        .error(
                                route.node().lineOf(NAMED),
                                "There is no routeConfiguration " + id + ", so the failures of " + route + " are lost",
                                Words.write(id, known, "Write %s", "Correct the " + NAMED)));
            }
        }
    }
}
