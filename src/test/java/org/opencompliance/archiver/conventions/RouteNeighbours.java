package org.opencompliance.archiver.conventions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.conventions.RoutePart.Step;

/** Finds inconsistencies between files that Camel accepts without a message. */
final class RouteNeighbours {

    /** Called by commands and by the console. */
    private static final Set<String> CALLED_BY_COMMANDS =
            Set.of("check-user-mapping", "list-dead-letters", "replay-dead-letters");

    private static final Pattern CHOSEN_BY = Pattern.compile("'\\{\\{(.+)}}' == '(.+)'");

    private final List<RouteFile> files;
    private final Map<String, List<RoutePart>> owners = new HashMap<>();

    RouteNeighbours(List<RouteFile> files) {
        this.files = files;
        for (RoutePart part : everything().toList()) {
            ids(part).forEach(id -> owners.computeIfAbsent(id, any -> new ArrayList<>())
                    .add(part));
        }
    }

    /** Camel drops one of two routes with the same id. */
    List<String> sharedIds(RouteFile file) {
        List<String> problems = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            for (String id : ids(part)) {
                boolean clash = owners.get(id).stream().anyMatch(other -> !other.equals(part) && clash(part, other));
                if (clash || ids(part).indexOf(id) != ids(part).lastIndexOf(id)) {
                    problems.add("Another route or step has the id " + id + " as well: rename one of them");
                }
            }
        }
        return problems;
    }

    /** A route that names a missing configuration starts without error handling. */
    List<String> errorHandling(RouteFile file) {
        Set<String> known = files.stream()
                .flatMap(other -> other.parts("routeConfiguration").stream())
                .map(RoutePart::id)
                .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (RoutePart route : file.routes()) {
            String named = route.node().path("routeConfigurationId").asText();
            if (named.isEmpty() && route.isEntry()) {
                problems.add("Give " + route + " a routeConfigurationId: no calling route handles its errors");
            } else if (!named.isEmpty() && !known.contains(named)) {
                problems.add("Correct the routeConfigurationId " + named + " of " + route + ": known are " + known);
            } else if (route.node().has("errorHandler")) {
                problems.add("Remove the errorHandler of " + route
                        + ": a private route passes its errors to the caller, any other names a routeConfigurationId");
            }
        }
        return problems;
    }

    List<String> callsWithoutRoute(RouteFile file) {
        Set<String> there = files.stream()
                .flatMap(other -> other.routes().stream())
                .map(RoutePart::uri)
                .collect(Collectors.toSet());
        return calls(Stream.of(file))
                .filter(name -> !there.contains("direct:" + name))
                .map(name -> "Write a route that begins at direct:" + name + ", or correct the name")
                .toList();
    }

    List<String> routesWithoutCall(RouteFile file) {
        Set<String> called = calls(files.stream()).collect(Collectors.toCollection(HashSet::new));
        called.addAll(CALLED_BY_COMMANDS);
        return file.routes().stream()
                .filter(route ->
                        !route.isEntry() && !called.contains(route.uri().replaceFirst("^direct:", "")))
                .map(route -> "Nothing calls " + route + ": remove it")
                .toList();
    }

    /** False if the configuration enables only one of the two. */
    private static boolean clash(RoutePart one, RoutePart other) {
        Matcher first = CHOSEN_BY.matcher(one.node().path("precondition").asText());
        Matcher second = CHOSEN_BY.matcher(other.node().path("precondition").asText());
        boolean chosen = first.matches()
                && second.matches()
                && first.group(1).equals(second.group(1))
                && !first.group(2).equals(second.group(2));
        return !chosen;
    }

    private static List<String> ids(RoutePart part) {
        return Stream.concat(Stream.of(part.id()), part.steps().stream().map(Step::id))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private static Stream<String> calls(Stream<RouteFile> callers) {
        return callers.flatMap(file -> file.parts().stream()).flatMap(part -> part.calls().stream());
    }

    private Stream<RoutePart> everything() {
        return files.stream().flatMap(file -> file.parts().stream());
    }
}
