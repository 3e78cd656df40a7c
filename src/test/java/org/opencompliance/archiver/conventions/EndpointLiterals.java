package org.opencompliance.archiver.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.opencompliance.archiver.conventions.RoutePart.Step;

/** Finds values in routes that belong in the configuration. */
final class EndpointLiterals {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.+}}");
    private static final Pattern FIGURE = Pattern.compile("\\d+\\s*(ms|s|m|h|d|B|KB|MB|GB)?");
    private static final Pattern HOST = Pattern.compile(
            "(?i)\\w+://.*|([a-z0-9-]+\\.)+(com|net|org|us|cn|io)(:\\d+)?(/.*)?|\\d+(\\.\\d+){3}(:\\d+)?");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|passphrase|secret|token|apikey|accesskey|accountkey|sas|username).*");
    private static final Pattern SECRET_VALUE = Pattern.compile(
            "(?is).*(-----BEGIN|\\bBearer \\S|\\bBasic [a-z0-9+/=]{8}|AccountKey=|\\bsig=|\\beyJ[a-z0-9_-]{10}|[a-z0-9+/]{40}).*");
    /** A factor, not a quantity. */
    private static final String DOUBLING = "backOffMultiplier";
    /** Nothing, forever, or one at a time: these define the behaviour of a route, not a quantity. */
    private static final Set<String> MEANINGS = Set.of("0", "1");

    private EndpointLiterals() {}

    /** Hosts, sizes and times in endpoint parameters and in properties of beans. */
    static List<String> figures(RouteFile file) {
        List<String> problems = new ArrayList<>(literals(file, EndpointLiterals::isFigure));
        file.tree()
                .findValues("beans")
                .forEach(beans -> beans.forEach(
                        bean -> bean.path("properties").properties().forEach(property -> {
                            if (isFigure(property.getKey(), property.getValue().asText())) {
                                problems.add(advice(
                                        property.getKey(), bean.path("name").asText()));
                            }
                        })));
        return problems;
    }

    private static boolean isFigure(String name, String value) {
        boolean figure = FIGURE.matcher(value).matches() && !MEANINGS.contains(value) && !name.equals(DOUBLING);
        return figure || HOST.matcher(value).matches();
    }

    private static String advice(String name, String owner) {
        return "Declare the " + name + " of " + owner + " in application.properties and use it as {{area.kebab-name}}";
    }

    /** Credentials, by parameter name or by a value that looks like a key. */
    static List<String> secrets(RouteFile file) {
        List<String> problems = new ArrayList<>(
                literals(file, (name, value) -> SECRET_NAME.matcher(name).matches()));
        if (SECRET_VALUE.matcher(file.text()).matches()) {
            problems.add("The file contains a value that looks like a key or a token: move it to the environment");
        }
        return problems;
    }

    private static List<String> literals(RouteFile file, BiPredicate<String, String> wrong) {
        List<String> problems = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            for (Step step : part.steps()) {
                for (Map.Entry<String, JsonNode> parameter :
                        step.body().path("parameters").properties()) {
                    String name = parameter.getKey();
                    String value = parameter.getValue().asText();
                    if (!PLACEHOLDER.matcher(value).find() && wrong.test(name, value)) {
                        problems.add(advice(name, step.id()));
                    }
                }
            }
        }
        return problems;
    }
}
