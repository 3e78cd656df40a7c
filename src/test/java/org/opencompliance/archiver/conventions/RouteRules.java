package org.opencompliance.archiver.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opencompliance.archiver.conventions.RoutePart.Step;

/** The rules for the route files; each rule works for one file alone or among the others. */
final class RouteRules {

    /** Several equal routes for one subject: the subject is the file name. */
    private static final Set<String> NAMED_BY_SUBJECT = Set.of(
            "collect-errors",
            "collect-items",
            "dead-letters",
            "error-handling",
            "import-errors",
            "storage-azure",
            "storage-local",
            "telemessage",
            "work-queue");

    /** Two files serve the same calls, and one of them is active; Camel still requires different ids. */
    private static final String OF_A_STORAGE = "-azure$";

    private static final int MOST_STEPS = 8;
    private static final int DEEPEST_LEVEL = 2;

    private final RouteSchema schema;
    private final RouteNeighbours neighbours;
    private final PropertyUse properties;

    RouteRules(RouteSchema schema, List<RouteFile> files, PropertyUse properties) {
        this.schema = schema;
        this.neighbours = new RouteNeighbours(files);
        this.properties = properties;
    }

    List<RouteRule> all() {
        return List.of(
                new RouteRule("is valid by Camel's schema", schema::problems),
                new RouteRule("is written in the canonical form", CanonicalForm::problems),
                new RouteRule("begins with a comment", RouteRules::comment),
                new RouteRule("has the name of its first route", RouteRules::fileName),
                new RouteRule("describes its routes", RouteRules::descriptions),
                new RouteRule("has ids that begin with their route's", RouteRules::ids),
                new RouteRule("has unique ids", neighbours::sharedIds),
                new RouteRule("names private routes after their direct: endpoint", RouteRules::privateNames),
                new RouteRule("defines its error handling", neighbours::errorHandling),
                new RouteRule("calls existing routes", neighbours::callsWithoutRoute),
                new RouteRule("has no unused route", neighbours::routesWithoutCall),
                new RouteRule("has an otherwise for every choice", RouteRules::otherwise),
                new RouteRule("has short and flat routes", RouteRules::size),
                new RouteRule("keeps parameters out of addresses", RouteRules::addresses),
                new RouteRule("holds no secret", EndpointLiterals::secrets),
                new RouteRule("holds no host, size or time", EndpointLiterals::figures),
                new RouteRule("uses properties that are declared", properties::undeclared));
    }

    private static List<String> comment(RouteFile file) {
        return file.text().startsWith("# ")
                ? List.of()
                : List.of("State the purpose of the file in a first line '# ...'");
    }

    private static List<String> fileName(RouteFile file) {
        List<RoutePart> routes = file.routes();
        boolean named = NAMED_BY_SUBJECT.contains(file.name())
                || !routes.isEmpty() && routes.get(0).id().equals(file.name());
        return named
                ? List.of()
                : List.of("Put the route " + file.name() + " first, or give the file the name of its first route");
    }

    private static List<String> descriptions(RouteFile file) {
        return parts(
                file,
                part -> part.node().path("description").asText().isBlank(),
                part -> "Describe " + part + " in one sentence that requires no Java knowledge");
    }

    private static List<String> ids(RouteFile file) {
        List<String> problems = new ArrayList<>(parts(
                file,
                part -> part.id().isEmpty() && !part.isFallback(),
                part -> "Give every " + part.kind() + " an id"));
        for (RoutePart part : file.parts()) {
            for (Step step : part.steps()) {
                if (!step.id().startsWith(part.id() + "-")) {
                    problems.add("Give the " + step.kind() + " '" + step.id() + "' in " + part + " an id " + part
                            + "-<action>");
                }
            }
        }
        return problems;
    }

    private static List<String> privateNames(RouteFile file) {
        return parts(
                file,
                part -> part.kind().equals("route")
                        && !part.isEntry()
                        && !part.uri().equals("direct:" + part.id().replaceFirst(OF_A_STORAGE, "")),
                part -> "Let " + part + " begin at direct:" + part);
    }

    private static List<String> otherwise(RouteFile file) {
        return steps(
                file,
                step -> step.kind().equals("choice") && !step.body().has("otherwise"),
                step -> "Add an otherwise to " + step.id());
    }

    private static List<String> size(RouteFile file) {
        List<String> problems = new ArrayList<>(parts(
                file,
                part -> part.node().path("from").path("steps").size() > MOST_STEPS,
                part -> "Split " + part + " by responsibility: a route has " + MOST_STEPS + " steps at most"));
        problems.addAll(steps(
                file,
                step -> step.level() > DEEPEST_LEVEL,
                step -> "Move " + step.id() + " into a route of its own: steps are nested " + DEEPEST_LEVEL
                        + " levels at most"));
        return problems;
    }

    private static List<String> addresses(RouteFile file) {
        return steps(
                file,
                step -> step.uri().contains("?"),
                step -> "Write what follows the ? of " + step.id() + " as parameters");
    }

    private static List<String> parts(RouteFile file, Predicate<RoutePart> wrong, Function<RoutePart, String> advice) {
        return file.parts().stream().filter(wrong).map(advice).toList();
    }

    private static List<String> steps(RouteFile file, Predicate<Step> wrong, Function<Step, String> advice) {
        Stream<Step> steps = file.parts().stream().flatMap(part -> part.steps().stream());
        return steps.filter(wrong).map(advice).toList();
    }
}
