package org.opencompliance.archiver.routing.check.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.configuration.ClosestName;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.MethodCall;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.SimpleText;
import org.opencompliance.archiver.routing.file.YamlValue;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/** Parses each expression as Camel does at its start, and names the line. */
public final class Expressions {

    private static final String SIMPLE = "simple";
    private static final String EXPRESSION = "expression";
    private static final String JQ = "jq";

    /** Steps that ask for true or false. */
    private static final Set<String> PREDICATES = Set.of("when", "filter", "validate", "onWhen", "retryWhile");

    /** Functions of Simple, for a misspelt one. */
    private static final Set<String> FUNCTIONS = Set.of(
            "bean",
            "body",
            "bodyAs",
            "camelContext",
            "camelId",
            "date",
            "env",
            "exception",
            "exchange",
            "exchangeId",
            "exchangeProperty",
            "header",
            "headerAs",
            "headers",
            "id",
            "messageHistory",
            "messageTimestamp",
            "properties",
            "propertiesExist",
            "random",
            "ref",
            "replace",
            "routeId",
            "stepId",
            "sys",
            "threadName",
            "type",
            "variable",
            "variableAs",
            "variables");

    private final RouteContext context;

    public Expressions(RouteContext context) {
        this.context = context;
    }

    public List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            visit(file, part.node(), false, findings);
            check(
                    file,
                    new Field(
                            SIMPLE,
                            part.node().lineOf("precondition"),
                            part.node().at("precondition")),
                    true,
                    findings);
        }
        return findings;
    }

    /** @param predicate whether the closest step asks for true or false */
    private void visit(RouteFile file, YamlValue value, boolean predicate, List<Finding> findings) {
        value.elements().stream().filter(each -> each != value).forEach(each -> visit(file, each, predicate, findings));
        for (Field field : value.fields()) {
            if (RoutePart.PROSE.contains(field.name())) {
                continue;
            }
            boolean asks = PREDICATES.contains(field.name())
                    || predicate && isExpression(field.name())
                    || field.name().equals("loop")
                            && field.value().text("doWhile").equals("true");
            field(file, field, asks, findings);
            visit(file, field.value(), asks, findings);
        }
    }

    private static boolean isExpression(String name) {
        return name.equals(EXPRESSION) || name.equals(SIMPLE);
    }

    private void field(RouteFile file, Field field, boolean predicate, List<Finding> findings) {
        switch (field.name()) {
            case SIMPLE -> check(file, field, predicate, findings);
            case "log" -> check(file, field.value().isText() ? field : of(field, "message"), false, findings);
            case "throwException" -> check(file, of(field, "message"), false, findings);
            case "method" -> arguments(file, field, findings);
            case EXPRESSION -> field.value().fields().forEach(language -> language(file, language, findings));
            default -> {
                // neither an expression nor a text with functions
            }
        }
    }

    private static Field of(Field field, String name) {
        return new Field(name, field.value().lineOf(name), field.value().at(name));
    }

    private void language(RouteFile file, Field language, List<Finding> findings) {
        String name =
                switch (language.name()) {
                    case "method" -> "bean";
                    case "language" -> language.value().text("language");
                    default -> language.name();
                };
        if (!context.hasLanguage(name)) {
            findings.add(file.error(
                    language.line(),
                    "There is no language " + name,
                    "Write simple, or put the language on the class path"));
        } else if (name.equals(JQ)) {
            jq(file, language, findings);
        }
    }

    private void jq(RouteFile file, Field language, List<Finding> findings) {
        YamlValue value = language.value();
        try {
            context.parse(JQ, context.resolve(value.isObject() ? value.text(EXPRESSION) : value.text()));
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String reason =
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            int line = value.isObject() ? value.lineOf(EXPRESSION) : language.line();
            findings.add(file.error(line, "The jq expression cannot be parsed: " + reason, "Correct it"));
        }
    }

    /** The arguments of a method are texts in Simple. */
    private void arguments(RouteFile file, Field field, List<Finding> findings) {
        MethodCall.parse(field.value().text()).arguments().ifPresent(all -> all.stream()
                .filter(argument -> argument.contains("${"))
                .forEach(argument -> parse(file, field.line(), argument, false, findings)));
    }

    private void check(RouteFile file, Field field, boolean predicate, List<Finding> findings) {
        YamlValue value = field.value();
        YamlValue text = value.isObject() ? value.at(EXPRESSION) : value;
        int line = value.isObject() ? value.lineOf(EXPRESSION) : field.line();
        if (!text.text().isBlank()) {
            parse(file, line, text.text(), predicate, findings);
        }
    }

    private void parse(RouteFile file, int line, String text, boolean predicate, List<Finding> findings) {
        String resolved = context.resolve(text);
        if (resolved.contains("{{")) {
            // an unknown setting, which is reported as such
            return;
        }
        List<String> unknown = SimpleText.functions(resolved).stream()
                .map(Expressions::head)
                .filter(head -> isMisspelt(head))
                .toList();
        for (String head : unknown) {
            findings.add(file.error(
                    line,
                    "There is no function " + head + " in Simple",
                    Words.write(head, FUNCTIONS, "Write %s", "Correct it")));
        }
        if (unknown.isEmpty()) {
            parseWhole(file, line, resolved, predicate, findings);
        }
    }

    private void parseWhole(RouteFile file, int line, String text, boolean predicate, List<Finding> findings) {
        try {
            context.parseSimple(text, predicate);
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            // a missing bean is reported with the name that is closest
            if (!reason.contains("No bean could be found")) {
                findings.add(file.error(line, "The expression cannot be parsed: " + reason, "Correct it"));
            }
        }
    }

    private boolean isMisspelt(String head) {
        boolean name = !head.isEmpty() && head.chars().allMatch(Character::isLetter);
        return name
                && !FUNCTIONS.contains(head)
                && ClosestName.similar(head, FUNCTIONS).isPresent()
                && !parses(head);
    }

    private boolean parses(String head) {
        try {
            context.parseSimple("${" + head + "}", false);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String head(String function) {
        int end = 0;
        while (end < function.length() && Character.isLetter(function.charAt(end))) {
            end++;
        }
        return function.substring(0, end);
    }
}
