package org.opencompliance.archiver.routing.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

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

    private final RouteFile file;
    private final List<Finding> findings = new ArrayList<>();

    private CanonicalForm(RouteFile file) {
        this.file = file;
    }

    static List<Finding> findings(RouteFile file) {
        CanonicalForm form = new CanonicalForm(file);
        for (YamlValue item : file.root().elements()) {
            item.fields().forEach(form::checkTop);
            form.check("file", item);
        }
        return form.findings;
    }

    private void advise(int line, String problem, String correction) {
        findings.add(file.advice(line, problem, correction));
    }

    private void checkTop(Field field) {
        if (!TOP.contains(field.name())) {
            advise(
                    field.line(),
                    "A file holds " + String.join(", ", TOP.stream().sorted().toList()),
                    "Write '" + field.name() + "' as part of a 'route:'");
        }
    }

    private void check(String name, YamlValue value) {
        if (WITH_EXPRESSION.contains(name)) {
            value.elements().forEach(each -> checkExpression(name, each));
        }
        if (name.equals("steps")) {
            value.elements().forEach(this::checkStep);
        }
        value.elements().forEach(this::checkFields);
    }

    private void checkFields(YamlValue value) {
        for (Field field : value.fields()) {
            if (isKebab(field.name())) {
                advise(field.line(), "The name is in kebab case", "Write '" + field.name() + "' in camelCase");
            }
            if (field.name().equals("from") && !field.value().isObject()) {
                advise(field.line(), "The address is in the short form", "Write the address of 'from' as 'uri'");
            }
            if (!FREE.contains(field.name())) {
                check(field.name(), field.value());
            }
        }
    }

    private static boolean isKebab(String name) {
        return name.contains("-") && name.chars().allMatch(c -> c == '-' || c >= 'a' && c <= 'z');
    }

    private void checkStep(YamlValue step) {
        if (!step.isObject()) {
            advise(step.line(), "The step has no id", "Write the step '" + step.text() + "' with an id below it");
        }
        step.fields().stream()
                .filter(field -> !field.value().isObject())
                .forEach(field -> advise(
                        field.line(),
                        "The step is in the short form",
                        "Write '" + field.name() + ": " + field.value().text() + "' with its options below it"));
    }

    private void checkExpression(String name, YamlValue value) {
        YamlValue expression = value.at("expression");
        boolean spelledOut = expression.isObject()
                && expression.fields().stream()
                        .allMatch(language -> language.value().isObject());
        if (!spelledOut) {
            advise(
                    value.line(),
                    "The expression is in the short form",
                    "Spell out the expression of " + name + " '" + value.text("id")
                            + "': expression, below it the language, below that its text");
        }
    }
}
