package org.opencompliance.archiver.routing.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.check.context.Words;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteEndpoint;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;

/** The {@code direct:} and {@code seda:} endpoints by which routes call each other, in the routes that are enabled. */
final class Targets {

    private final RouteContext context;
    private final Map<String, List<RoutePart>> consumers = new HashMap<>();
    private final Set<String> called;

    Targets(RouteFolder folder, RouteContext context) {
        this.context = context;
        List<RoutePart> enabled = folder.parts().filter(context::enables).toList();
        for (RoutePart part : enabled) {
            endpoints(part).filter(RouteEndpoint::consumes).forEach(at -> consumers
                    .computeIfAbsent(at.toString(), any -> new ArrayList<>())
                    .add(part));
        }
        called = enabled.stream()
                .filter(context::starts)
                .flatMap(this::endpoints)
                .filter(at -> !at.consumes())
                .map(RouteEndpoint::toString)
                .collect(Collectors.toSet());
    }

    /** Calls to which no route answers: the exchange fails, or waits in memory for ever. */
    List<Finding> withoutConsumer(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : starting(file)) {
            endpoints(part)
                    .filter(at -> !at.consumes() && !consumers.containsKey(at.toString()))
                    .map(at -> file.error(at.line(), "No enabled route begins at " + at, correction(at)))
                    .forEach(findings::add);
        }
        return findings;
    }

    /** Names are compared without the scheme: it would make short names alike. */
    private String correction(RouteEndpoint at) {
        String scheme = at.scheme() + ":";
        List<String> names = consumers.keySet().stream()
                .filter(name -> name.startsWith(scheme))
                .map(name -> name.substring(scheme.length()))
                .toList();
        String otherwise = "Add a route that begins at " + at + ", or correct the name";
        return Words.write(at.toString().substring(scheme.length()), names, "Write " + scheme + "%s", otherwise);
    }

    /** Camel accepts only one consumer of an endpoint. */
    List<Finding> withSeveralConsumers(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        consumers.forEach((at, parts) -> parts.stream()
                .filter(part -> parts.size() > 1 && part.file() == file)
                .forEach(part -> findings.add(file.error(
                        part.line(),
                        "The routes " + parts.stream().map(this::place).collect(Collectors.joining(" and "))
                                + " both begin at " + at,
                        "Remove one of them, or give it another address"))));
        return findings;
    }

    /** Private routes without a call; a call may be misspelt. */
    List<Finding> withoutCall(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : starting(file)) {
            endpoints(part)
                    .filter(at -> at.consumes() && at.isInternal() && !called.contains(at.toString()))
                    .filter(at -> !RequiredRoutes.isCalledByProgram(at.toString()))
                    .map(at -> file.advice(part.line(), "Nothing calls " + part, "Remove it, or call " + at))
                    .forEach(findings::add);
        }
        return findings;
    }

    Set<String> begin() {
        return consumers.keySet();
    }

    boolean isCalled(String endpoint) {
        return called.contains(endpoint);
    }

    private String place(RoutePart part) {
        return part + " (" + part.file() + ":" + part.line() + ")";
    }

    private List<RoutePart> starting(RouteFile file) {
        return file.parts().stream().filter(context::starts).toList();
    }

    private Stream<RouteEndpoint> endpoints(RoutePart part) {
        return RouteEndpoint.in(part, context::resolve).stream().filter(RouteEndpoint::isInternal);
    }
}
