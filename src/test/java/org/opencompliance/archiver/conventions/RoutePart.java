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
     * Something in a route that has an id of its own.
     *
     * @param kind as the file calls it: {@code from}, {@code to}, {@code choice}
     * @param level 0 for the steps of the route itself, 1 for the steps of those
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

    /** Whether something else than another route starts it. */
    boolean isEntry() {
        return !uri().startsWith(DIRECT);
    }

    /** The names behind {@code direct:} that it sends to. */
    List<String> calls() {
        return steps().stream()
                .filter(step -> step.uri().startsWith(DIRECT) && !step.kind().equals("from"))
                .map(step -> step.uri().substring(DIRECT.length()))
                .toList();
    }

    /** Where it begins and all its steps, at any level. */
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
