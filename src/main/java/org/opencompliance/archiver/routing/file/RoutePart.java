package org.opencompliance.archiver.routing.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.routing.file.YamlValue.Field;

/**
 * A route or a route configuration of a file.
 *
 * @param kind {@value #ROUTE} or {@value #CONFIGURATION}
 */
public record RoutePart(RouteFile file, String kind, YamlValue node, int line) {

    static final String ROUTE = "route";
    static final String CONFIGURATION = "routeConfiguration";

    /** Text for readers: neither a name nor an expression. */
    public static final Set<String> PROSE = Set.of("description", "note");

    private static final String DIRECT = "direct:";

    /**
     * An element of a route with its own id.
     *
     * @param kind as in the file: {@code from}, {@code to}, {@code choice}
     * @param level 0 for the steps of the route itself, 1 for the steps within those
     */
    public record Step(String kind, YamlValue body, int line, int level) {

        public String id() {
            return body.text("id");
        }

        /** The address; also in the short form {@code to: address}. */
        public String uri() {
            return body.isText() ? body.text() : body.text("uri");
        }

        @Override
        public String toString() {
            return id().isEmpty() ? kind : id();
        }
    }

    public String id() {
        return node.text("id");
    }

    public boolean isRoute() {
        return kind.equals(ROUTE);
    }

    public String uri() {
        YamlValue from = node.at("from");
        return from.isText() ? from.text() : from.text("uri");
    }

    /** Whether its trigger is not another route. */
    public boolean isEntry() {
        return !uri().startsWith(DIRECT);
    }

    /** Whether it is the configuration of the routes that name none. */
    public boolean isFallback() {
        return !isRoute() && !node.has("id");
    }

    /** Its start and all its steps, at any level. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (node.has("from")) {
            steps.add(new Step("from", node.at("from"), node.lineOf("from"), 0));
        }
        for (String each : List.of("onException", "onCompletion")) {
            for (YamlValue item : node.at(each).elements()) {
                YamlValue body = item.has(each) ? item.at(each) : item;
                steps.add(new Step(each, body, body.line(), 0));
            }
        }
        collect(node, 0, steps);
        return steps;
    }

    /** Only the steps within a value. */
    public static List<Step> stepsIn(YamlValue value) {
        List<Step> steps = new ArrayList<>();
        collect(value, 0, steps);
        return steps;
    }

    private static void collect(YamlValue value, int level, List<Step> steps) {
        for (Field field : value.fields()) {
            boolean nested = field.name().equals("steps");
            for (YamlValue child : field.value().elements()) {
                if (nested) {
                    child.fields().forEach(step -> steps.add(new Step(step.name(), step.value(), step.line(), level)));
                    bare(child, level, steps);
                }
                collect(child, nested ? level + 1 : level, steps);
            }
        }
    }

    /** A step that is only its name, as {@code - stop}. */
    private static void bare(YamlValue child, int level, List<Step> steps) {
        if (child.isText() && !child.text().isEmpty()) {
            steps.add(new Step(child.text(), child, child.line(), level));
        }
    }

    @Override
    public String toString() {
        return id().isEmpty() ? kind : id();
    }
}
