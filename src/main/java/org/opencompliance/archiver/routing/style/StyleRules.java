package org.opencompliance.archiver.routing.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.RoutePart.Step;
import org.opencompliance.archiver.routing.file.RouteRule;
import org.opencompliance.archiver.routing.file.YamlValue;

/** How route files are written, so that a reader, a log and a test find everything by its name. */
public final class StyleRules {

    /** The most steps of a route, with those within other steps. */
    public static final int MOST_STEPS = 8;

    private static final int DEEPEST_LEVEL = 2;

    /** Several equal routes for one subject: the subject is the file name. */
    private static final Set<String> NAMED_BY_SUBJECT = Set.of(
            "collect-drop",
            "collect-items",
            "collect-mail",
            "collect-errors",
            "dead-letters",
            "error-handling",
            "import-errors",
            "storage-azure",
            "storage-local",
            "telemessage",
            "work-queue");

    /** Two files serve the same calls, and one of them is active; Camel still requires different ids. */
    private static final List<String> OF_A_SECOND_FILE = List.of("-azure", "-drop", "-mail");

    private StyleRules() {}

    /** All rules. */
    public static List<RouteRule> all() {
        return List.of(
                new RouteRule("is written in the canonical form", CanonicalForm::findings),
                new RouteRule("begins with a comment", StyleRules::comment),
                new RouteRule("has the name of its first route", StyleRules::fileName),
                new RouteRule("describes its routes", StyleRules::descriptions),
                new RouteRule("has ids that begin with their route's", StyleRules::ids),
                new RouteRule("names private routes after their direct: endpoint", StyleRules::privateNames),
                new RouteRule("has an otherwise for every choice", StyleRules::otherwise),
                new RouteRule("has short and flat routes", StyleRules::size),
                new RouteRule("keeps parameters out of addresses", StyleRules::addresses),
                new RouteRule("holds no secret", EndpointLiterals::secrets),
                new RouteRule("holds no host, size or time", EndpointLiterals::figures));
    }

    private static List<Finding> comment(RouteFile file) {
        return file.text().startsWith("# ")
                ? List.of()
                : List.of(file.advice(
                        1, "The file does not state its purpose", "State it in a first line that begins with '# '"));
    }

    private static List<Finding> fileName(RouteFile file) {
        List<RoutePart> routes = file.routes();
        // a file of one connector is in its folder
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        boolean named = NAMED_BY_SUBJECT.contains(name)
                || !routes.isEmpty() && routes.get(0).id().equals(name);
        return named
                ? List.of()
                : List.of(file.advice(
                        1,
                        "The file has not the name of its first route",
                        "Put the route " + name + " first, or give the file the name of its first route"));
    }

    private static List<Finding> descriptions(RouteFile file) {
        return parts(
                file,
                part -> part.node().text("description").isBlank(),
                part -> file.advice(
                        part.line(),
                        "The " + part.kind() + " has no description",
                        "Describe " + part + " in one sentence that requires no Java knowledge"));
    }

    private static List<Finding> ids(RouteFile file) {
        List<Finding> findings = new ArrayList<>(parts(
                file,
                part -> part.id().isEmpty() && !part.isFallback(),
                part -> file.advice(
                        part.line(), "A " + part.kind() + " has no id", "Give every " + part.kind() + " an id")));
        for (RoutePart part : file.parts()) {
            for (Step step : part.steps()) {
                if (!step.id().startsWith(part.id() + "-")) {
                    findings.add(file.advice(
                            step.line(),
                            "The " + step.kind() + " in " + part + " has the id '" + step.id() + "'",
                            "Give it an id " + part + "-<action>"));
                }
            }
        }
        return findings;
    }

    private static List<Finding> privateNames(RouteFile file) {
        return parts(
                file,
                part -> part.isRoute()
                        && !part.isEntry()
                        && !part.uri().equals("direct:" + part.id())
                        && OF_A_SECOND_FILE.stream()
                                .noneMatch(ending -> part.uri().equals("direct:" + without(ending, part.id()))),
                part -> file.advice(
                        part.line(),
                        "The route " + part + " begins at " + part.uri(),
                        "Let " + part + " begin at direct:" + part));
    }

    private static String without(String ending, String id) {
        return id.endsWith(ending) ? id.substring(0, id.length() - ending.length()) : id;
    }

    private static List<Finding> otherwise(RouteFile file) {
        return steps(
                file,
                step -> step.kind().equals("choice") && !step.body().has("otherwise"),
                step -> file.advice(
                        step.line(),
                        "The choice " + step + " has no otherwise",
                        "Add an otherwise to " + step + " for all other messages"));
    }

    private static List<Finding> size(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            (part.isRoute() ? List.of(part.node()) : blocks(part)).forEach(block -> {
                int steps = RoutePart.stepsIn(block).size();
                if (steps > MOST_STEPS) {
                    findings.add(file.advice(
                            part.isRoute() ? part.line() : block.line(),
                            "The route " + name(part, block) + " has " + steps + " steps",
                            "Split " + name(part, block) + " by responsibility: a route has " + MOST_STEPS
                                    + " steps at most, with nested ones"));
                }
            });
        }
        findings.addAll(steps(
                file,
                step -> step.level() > DEEPEST_LEVEL,
                step -> file.advice(
                        step.line(),
                        "The step " + step + " is too deep",
                        "Move " + step + " into a route of its own: steps are nested " + DEEPEST_LEVEL
                                + " levels at most")));
        return findings;
    }

    /** Each response of a configuration is a short route of its own. */
    private static List<YamlValue> blocks(RoutePart configuration) {
        return configuration.node().fields().stream()
                .flatMap(field -> field.value().elements().stream())
                .toList();
    }

    private static String name(RoutePart part, YamlValue block) {
        String kind = block.fields().isEmpty() ? "" : block.fields().get(0).name();
        String id = block.at(kind).text("id");
        return part.isRoute() || id.isEmpty() ? part.toString() : id;
    }

    private static List<Finding> addresses(RouteFile file) {
        return steps(
                file,
                step -> step.uri().contains("?") && step.body().has("uri"),
                step -> file.advice(
                        step.line(),
                        "The address of " + step + " has parameters",
                        "Write what follows the ? of " + step + " as parameters"));
    }

    private static List<Finding> parts(
            RouteFile file, Predicate<RoutePart> wrong, Function<RoutePart, Finding> advice) {
        return file.parts().stream().filter(wrong).map(advice).toList();
    }

    private static List<Finding> steps(RouteFile file, Predicate<Step> wrong, Function<Step, Finding> advice) {
        Stream<Step> steps = file.parts().stream().flatMap(part -> part.steps().stream());
        return steps.filter(wrong).map(advice).toList();
    }
}
