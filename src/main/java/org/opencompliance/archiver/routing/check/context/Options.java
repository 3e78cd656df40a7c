package org.opencompliance.archiver.routing.check.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.catalog.EndpointValidationResult;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteEndpoint;
import org.opencompliance.archiver.routing.file.RouteEndpoint.Option;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.RoutePart.Step;

/**
 * The components and the options of endpoints. A component that passes unknown options on, as {@code http} does with query
 * parameters, ignores a misspelt one silently; here each unknown option is an error.
 */
public final class Options {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> ADDRESSED = Set.of("from", "to", "toD", "wireTap");
    private static final Pattern TIME = Pattern.compile("\\d{1,18}(ms|s|m|h|d)");

    /** Options that camel-http takes from an address, but describes as those of the component. */
    private static final Set<String> READ_BY_COMPONENT =
            Set.of("connectionRequestTimeout", "connectTimeout", "httpBinding", "responseTimeout", "soTimeout");

    private static final Set<String> PREFIXES = Set.of("httpClient.", "httpConnection.");

    private final RouteContext context;
    private final Map<String, JsonNode> descriptions = new HashMap<>();

    public Options(RouteContext context) {
        this.context = context;
    }

    public List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (RoutePart part : file.parts()) {
            if (context.starts(part)) {
                part.steps().forEach(step -> address(file, step, findings));
                RouteEndpoint.in(part, context::resolve).forEach(at -> check(file, at, findings));
            }
        }
        return findings;
    }

    private static void address(RouteFile file, Step step, List<Finding> findings) {
        if (ADDRESSED.contains(step.kind()) && step.uri().isBlank()) {
            findings.add(file.error(step.line(), "The step " + step + " has no address", "Add uri"));
        }
    }

    private void check(RouteFile file, RouteEndpoint endpoint, List<Finding> findings) {
        // an unknown setting is reported as such, and the short form of master has the options of its delegate
        if (endpoint.scheme().contains("{{")
                || endpoint.scheme().equals("master") && endpoint.path().contains(":")) {
            return;
        }
        Optional<EndpointValidationResult> result = context.validate(endpoint);
        if (result.isEmpty()) {
            if (!context.hasComponent(endpoint.scheme())) {
                findings.add(file.error(
                        endpoint.line(),
                        "There is no component " + endpoint.scheme() + setting(file, endpoint.line()),
                        "Correct the address, or put the jars of the component into the folder extra beside lib"));
            }
            return;
        }
        unknown(file, endpoint, result.get(), findings);
        invalid(file, endpoint, result.get(), findings);
    }

    /** The property whose value the address is, for an operator who does not know the file. */
    private static String setting(RouteFile file, int line) {
        Matcher named = RouteContext.NAMED.matcher(
                file.text().lines().skip(line - 1L).findFirst().orElse(""));
        return named.find() ? ", which the property " + named.group(1) + " names" : "";
    }

    private void unknown(
            RouteFile file, RouteEndpoint endpoint, EndpointValidationResult result, List<Finding> findings) {
        Set<String> known = known(endpoint.scheme());
        Set<String> unknown = new TreeSet<>(each(result.getUnknown()));
        if (isLenient(endpoint.scheme())) {
            endpoint.options().keySet().stream()
                    .filter(name -> !known.contains(name) && PREFIXES.stream().noneMatch(name::startsWith))
                    .forEach(unknown::add);
        }
        for (String name : unknown) {
            findings.add(file.error(
                    line(endpoint, name),
                    "The component " + endpoint.scheme() + " has no option " + name,
                    Words.write(
                            name,
                            known,
                            "Write %s",
                            "Remove it; query parameters belong in the header CamelHttpQuery")));
        }
    }

    private void invalid(
            RouteFile file, RouteEndpoint endpoint, EndpointValidationResult result, List<Finding> findings) {
        invalid(file, endpoint, keys(result.getInvalidBoolean()), "true or false", findings);
        invalid(file, endpoint, withoutTimes(endpoint, result.getInvalidInteger()), "a whole number", findings);
        invalid(file, endpoint, keys(result.getInvalidNumber()), "a number", findings);
        invalid(
                file,
                endpoint,
                withoutTimes(endpoint, result.getInvalidDuration()),
                "a duration such as 30s",
                findings);
        for (Object name : keys(result.getInvalidEnum())) {
            List<?> choices = result.getEnumChoices(name.toString());
            Collection<String> known = choices == null
                    ? List.of()
                    : choices.stream().map(String::valueOf).toList();
            String value = endpoint.options().get(name.toString()).value();
            findings.add(file.error(
                    line(endpoint, name.toString()),
                    "The option " + name + " of " + endpoint.scheme() + " has no such choice",
                    Words.write(value, known, "Write %s", "Correct it")));
        }
    }

    /** Camel takes a time such as 30s for a number of milliseconds. */
    private static Set<String> withoutTimes(RouteEndpoint endpoint, Map<?, ?> names) {
        return keys(names).stream()
                .map(String::valueOf)
                .filter(name ->
                        !TIME.matcher(endpoint.options().get(name).value()).matches())
                .collect(Collectors.toSet());
    }

    /** The value is not shown; it may come from a setting that is secret. */
    private static void invalid(
            RouteFile file, RouteEndpoint endpoint, Set<?> names, String form, List<Finding> findings) {
        for (Object name : names) {
            findings.add(file.error(
                    line(endpoint, name.toString()),
                    "The value of the option " + name + " of " + endpoint.scheme() + " cannot be used",
                    "Write " + form));
        }
    }

    private static int line(RouteEndpoint endpoint, String option) {
        Option found = endpoint.options().get(option);
        return found == null ? endpoint.line() : found.line();
    }

    private Set<String> known(String scheme) {
        Set<String> names = new TreeSet<>();
        description(scheme).path("properties").fieldNames().forEachRemaining(names::add);
        if (isLenient(scheme)) {
            names.addAll(READ_BY_COMPONENT);
        }
        return names;
    }

    /** Whether the component passes unknown options on. */
    private boolean isLenient(String scheme) {
        return description(scheme).at("/component/lenientProperties").asBoolean();
    }

    private JsonNode description(String scheme) {
        return descriptions.computeIfAbsent(scheme, any -> {
            try {
                return JSON.readTree(context.componentSchema(scheme).orElse("{}"));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The description of the component " + scheme + " is no JSON", e);
            }
        });
    }

    private static Collection<String> each(Set<?> names) {
        return names == null ? List.of() : names.stream().map(String::valueOf).toList();
    }

    private static Set<?> keys(Map<?, ?> names) {
        return names == null ? Set.of() : names.keySet();
    }
}
