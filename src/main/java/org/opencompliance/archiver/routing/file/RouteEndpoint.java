package org.opencompliance.archiver.routing.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/**
 * An endpoint that a route names.
 *
 * @param line the line of its address
 * @param scheme the component, such as {@code seda}
 * @param path the address without scheme and options
 * @param options the options, of the address and below it
 * @param consumes whether a route begins at it
 */
public record RouteEndpoint(int line, String scheme, String path, Map<String, Option> options, boolean consumes) {

    /** @param line the line of the option */
    public record Option(int line, String value) {}

    private static final Set<String> SHORT_FORMS = Set.of("from", "to", "toD", "wireTap", "poll");
    private static final Set<String> ADDRESSES = Set.of("uri", "deadLetterUri");
    /** The endpoint at which a route with the leader begins. */
    private static final String DELEGATE = "delegateUri";

    private static final String RAW = "RAW(";

    /**
     * The endpoints of a part, without those whose address depends on the message.
     *
     * @param resolve replaces placeholders
     */
    public static List<RouteEndpoint> in(RoutePart part, UnaryOperator<String> resolve) {
        List<RouteEndpoint> found = new ArrayList<>();
        YamlValue from = part.node().at("from");
        if (!from.isMissing()) {
            YamlValue address = from.isText() ? from : from.at("uri");
            int line = from.isText() ? part.node().lineOf("from") : from.lineOf("uri");
            add(found, line, resolve.apply(address.text()), from.at("parameters"), resolve, true);
        }
        for (Field field : part.node().all(RoutePart.PROSE)) {
            YamlValue value = field.value();
            if (value == from) {
                continue;
            }
            ADDRESSES.stream()
                    .filter(value::has)
                    .forEach(name -> add(
                            found,
                            value.lineOf(name),
                            resolve.apply(value.text(name)),
                            value.at("parameters"),
                            resolve,
                            false));
            if (SHORT_FORMS.contains(field.name()) && value.isText()) {
                add(found, field.line(), resolve.apply(value.text()), value, resolve, false);
            }
        }
        return found;
    }

    private static void add(
            List<RouteEndpoint> found,
            int line,
            String address,
            YamlValue parameters,
            UnaryOperator<String> resolve,
            boolean consumes) {
        if (address.isBlank() || address.contains("${")) {
            return;
        }
        RouteEndpoint endpoint = parse(line, address, parameters, resolve, consumes);
        found.add(endpoint);
        endpoint.delegate(resolve).ifPresent(found::add);
    }

    private static RouteEndpoint parse(
            int line, String address, YamlValue parameters, UnaryOperator<String> resolve, boolean consumes) {
        int query = address.indexOf('?');
        String whole = query < 0 ? address : address.substring(0, query);
        int colon = whole.indexOf(':');
        String scheme = colon < 0 ? whole : whole.substring(0, colon);
        String path = colon < 0 ? "" : whole.substring(colon + 1);
        Map<String, Option> options = new LinkedHashMap<>();
        if (query >= 0) {
            query(address.substring(query + 1)).forEach((name, value) -> options.put(name, new Option(line, value)));
        }
        for (Field parameter : parameters.fields()) {
            String value = resolve.apply(parameter.value().text());
            options.put(parameter.name(), new Option(parameter.line(), value));
        }
        return new RouteEndpoint(line, scheme, path, options, consumes);
    }

    private static Map<String, String> query(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        int from = 0;
        while (from < query.length()) {
            int end = end(query, from);
            String pair = query.substring(from, end);
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
            from = end + 1;
        }
        return values;
    }

    /** The end of an option; a raw value may contain {@code &}. */
    private static int end(String query, int from) {
        int next = query.indexOf('&', from);
        int raw = query.indexOf("=" + RAW, from);
        if (raw >= 0 && (next < 0 || raw < next)) {
            int close = query.indexOf(')', raw);
            next = query.indexOf('&', close < 0 ? raw : close);
        }
        return next < 0 ? query.length() : next;
    }

    /** The endpoint behind {@code master}. */
    private Optional<RouteEndpoint> delegate(UnaryOperator<String> resolve) {
        if (!scheme.equals("master")) {
            return Optional.empty();
        }
        if (options.containsKey(DELEGATE)) {
            Option delegate = options.get(DELEGATE);
            return Optional.of(parse(delegate.line(), delegate.value(), YamlValue.text(line, ""), resolve, consumes));
        }
        int colon = path.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        // the options of the short form are those of the endpoint behind it
        RouteEndpoint behind = parse(line, path.substring(colon + 1), YamlValue.text(line, ""), resolve, consumes);
        return Optional.of(new RouteEndpoint(line, behind.scheme, behind.path, options, consumes));
    }

    /** The name by which {@code direct} and {@code seda} endpoints meet. */
    public String name() {
        String name = path.startsWith("//") ? path.substring(2) : path;
        return name.isEmpty() && options.containsKey("name")
                ? options.get("name").value()
                : name;
    }

    /** Whether a route of this process must begin at it. */
    public boolean isInternal() {
        return scheme.equals("direct") || scheme.equals("seda");
    }

    @Override
    public String toString() {
        return scheme + ":" + name();
    }
}
