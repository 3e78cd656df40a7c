package org.opencompliance.archiver.overview.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The steps of the way of an item, in its order, from {@code steps.json}. */
public final class FlowSteps {

    private static final String RESOURCE = "steps.json";

    private FlowSteps() {}

    /**
     * A step.
     *
     * @param lane {@code collect}, {@code import}, {@code evidence} or {@code side}
     * @param routes the ids of its routes; the step has the figures of the first one that runs
     * @param counted the id of the node of that route that has the figures; null for the route
     * @param next the ids of the steps that follow
     */
    public record Step(
            String id, String lane, String title, String text, List<String> routes, String counted, List<String> next) {

        public Step {
            routes = List.copyOf(routes);
            next = List.copyOf(next);
        }
    }

    /** Reads the steps. */
    public static List<Step> load() {
        try (InputStream in = FlowSteps.class.getResourceAsStream(RESOURCE)) {
            return List.of(new ObjectMapper().readValue(in, Step[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
