package org.opencompliance.archiver.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A route or a route configuration of a file.
 *
 * @param kind {@code route} or {@code routeConfiguration}
 */
record RoutePart(String kind, JsonNode node) {

    private static final String DIRECT = "direct:";

    /**
     * An element of a route with its own id.
     *
     * @param kind as in the file: {@code from}, {@code to}, {@code choice}
     * @param level 0 for the steps of the route itself, 1 for the steps within those
     */
    record Step(String kind, JsonNode body, int level) {

        String id() {
            return body.path("id").asText();
        }

        String uri() {
            return body.path("uri").asText();
        }
    }

    String id() {
        return node.path("id").asText();
    }

    String uri() {
        return node.path("from").path("uri").asText();
    }

    /** Whether its trigger is not another route. */
    boolean isEntry() {
        return !uri().startsWith(DIRECT);
    }

    /** Whether it is the configuration of the routes that name none. */
    boolean isFallback() {
        return kind.equals("routeConfiguration") && !node.has("id");
    }

    /** The names of its {@code direct:} targets. */
    List<String> calls() {
        return steps().stream()
                .filter(step -> step.uri().startsWith(DIRECT) && !step.kind().equals("from"))
                .map(step -> step.uri().substring(DIRECT.length()))
                .toList();
    }

    /** Its start and all its steps, at any level. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (node.has("from")) {
            steps.add(new Step("from", node.get("from"), 0));
        }
        for (String kind : List.of("onException", "onCompletion")) {
            node.path(kind).forEach(item -> steps.add(new Step(kind, item.path(kind), 0)));
        }
        collect(node, 0, steps);
        return steps;
    }

    private static void collect(JsonNode node, int level, List<Step> steps) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            boolean nested = field.getKey().equals("steps");
            for (JsonNode child : nested ? field.getValue() : List.of(field.getValue())) {
                if (nested) {
                    child.properties().forEach(step -> steps.add(new Step(step.getKey(), step.getValue(), level)));
                }
                collectIn(child, nested ? level + 1 : level, steps);
            }
        }
    }

    private static void collectIn(JsonNode child, int level, List<Step> steps) {
        if (child.isArray()) {
            child.forEach(element -> collect(element, level, steps));
        } else {
            collect(child, level, steps);
        }
    }

    @Override
    public String toString() {
        return id();
    }
}
