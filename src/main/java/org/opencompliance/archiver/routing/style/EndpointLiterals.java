package org.opencompliance.archiver.routing.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.RoutePart.Step;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/** Finds values in routes that belong in the configuration. */
final class EndpointLiterals {

    private static final Pattern FIGURE = Pattern.compile("\\d+\\s*(ms|s|m|h|d|B|KB|MB|GB)?");
    private static final Pattern HOST = Pattern.compile(
            "(?i)\\w++://.*|(?:[a-z0-9-]++\\.)++(com|net|org|us|cn|io)(:\\d+)?(/.*)?|\\d++(\\.\\d++){3}(:\\d+)?");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i)password|passphrase|secret|token|apikey|accesskey|accountkey|sas|username");
    private static final Pattern SECRET_VALUE = Pattern.compile(
            "(?i)-----BEGIN|\\bBearer \\S|\\bBasic [a-z0-9+/=]{8}|AccountKey=|\\bsig=|\\beyJ[a-z0-9_-]{10}|[a-z0-9+/]{40}");
    /** Nothing, forever, or one at a time: these define the behaviour of a route, not a quantity. */
    private static final Set<String> MEANINGS = Set.of("0", "1");

    /** A bean has the value, and the address of the endpoint has its name only. */
    private static final String BEAN = "#bean:";

    /** The line that tells the YAML language server the schema of a file. */
    private static final String SCHEMA = "# yaml-language-server: $schema=";

    private EndpointLiterals() {}

    /** Hosts, sizes and times in endpoint parameters. */
    static List<Finding> figures(RouteFile file) {
        return literals(
                file,
                (name, value) -> FIGURE.matcher(value).matches() && !MEANINGS.contains(value)
                        || HOST.matcher(value).matches());
    }

    /** Credentials, by parameter name or by a value that looks like a key. */
    static List<Finding> secrets(RouteFile file) {
        List<Finding> findings = new ArrayList<>(
                literals(file, (name, value) -> SECRET_NAME.matcher(name).find() && !value.startsWith(BEAN)));
        int number = 0;
        for (String line : file.text().lines().toList()) {
            number++;
            if (SECRET_VALUE.matcher(words(line)).find()) {
                findings.add(file.advice(number, "This looks like a key or a token", "Move it to the environment"));
            }
        }
        return findings;
    }

    /** The path of a schema is as long as a key, and its parts are words. */
    private static String words(String line) {
        return line.startsWith(SCHEMA) ? line.replace('/', ' ') : line;
    }

    private static List<Finding> literals(RouteFile file, BiPredicate<String, String> wrong) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            for (Step step : part.steps()) {
                for (Field parameter : step.body().at("parameters").fields()) {
                    String name = parameter.name();
                    String value = parameter.value().text();
                    if (!isSetting(value) && wrong.test(name, value)) {
                        findings.add(file.advice(
                                parameter.line(),
                                "The value of " + name + " belongs in the settings",
                                "Declare the " + name + " of " + step
                                        + " in application.properties and use it as {{area.kebab-name}}"));
                    }
                }
            }
        }
        return findings;
    }

    private static boolean isSetting(String value) {
        int open = value.indexOf("{{");
        return open >= 0 && value.indexOf("}}", open) > open;
    }
}
