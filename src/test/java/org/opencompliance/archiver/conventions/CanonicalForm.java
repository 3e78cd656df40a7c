package org.opencompliance.archiver.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fully spelled-out form of a route, which tools write. Camel also accepts shorter forms, so its schema does not report
 * them.
 */
final class CanonicalForm {

    private static final Set<String> TOP = Set.of("beans", "route", "routeConfiguration", "routeTemplate");
    private static final Set<String> WITH_EXPRESSION = Set.of(
            "delay",
            "filter",
            "loop",
            "onWhen",
            "recipientList",
            "script",
            "setBody",
            "setHeader",
            "setProperty",
            "setVariable",
            "split",
            "throttle",
            "transform",
            "validate",
            "when");
    /** Components and beans define the names in these objects, not the route language. */
    private static final Set<String> FREE = Set.of("beans", "parameters", "properties");

    private static final Pattern KEBAB = Pattern.compile("[a-z]+(-[a-z]+)+");

    private final List<String> problems = new ArrayList<>();

    private CanonicalForm() {}

    static List<String> problems(RouteFile file) {
        CanonicalForm form = new CanonicalForm();
        for (JsonNode item : file.tree()) {
            item.fieldNames().forEachRemaining(form::checkTop);
            form.check("file", item);
        }
        return form.problems;
    }

    private void checkTop(String name) {
        if (!TOP.contains(name)) {
            problems.add("Write '" + name + "' as part of a 'route:'; a file holds " + TOP);
        }
    }

    private void check(String name, JsonNode node) {
        if (WITH_EXPRESSION.contains(name)) {
            (node.isArray() ? node : List.of(node)).forEach(each -> checkExpression(name, each));
        }
        if (name.equals("steps")) {
            node.forEach(this::checkStep);
        }
        if (node.isArray()) {
            node.forEach(this::checkFields);
        } else {
            checkFields(node);
        }
    }

    private void checkFields(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (KEBAB.matcher(field.getKey()).matches()) {
                problems.add("Write '" + field.getKey() + "' in camelCase");
            }
            if (field.getKey().equals("from") && !field.getValue().isObject()) {
                problems.add("Write the address of 'from' as 'uri'");
            }
            if (!FREE.contains(field.getKey())) {
                check(field.getKey(), field.getValue());
            }
        }
    }

    private void checkStep(JsonNode step) {
        if (!step.isObject()) {
            problems.add("Write the step '" + step.asText() + "' with an id below it");
        }
        step.properties().forEach(field -> {
            if (!field.getValue().isObject()) {
                problems.add(
                        "Write '" + field.getKey() + ": " + field.getValue().asText() + "' with its options below it");
            }
        });
    }

    private void checkExpression(String name, JsonNode node) {
        JsonNode expression = node.path("expression");
        boolean spelledOut = expression.isObject()
                && expression.properties().stream()
                        .allMatch(language -> language.getValue().isObject());
        if (!spelledOut) {
            problems.add("Spell out the expression of " + name + " '"
                    + node.path("id").asText() + "': expression, below it the language, below that its text");
        }
    }
}
