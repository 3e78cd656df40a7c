package org.opencompliance.archiver.overview.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedPerformanceCounterMBean;
import org.opencompliance.archiver.overview.flow.FlowSteps.Step;
import org.opencompliance.archiver.storage.JsonObjects;

/**
 * The way of an item through this process, with the figures of Camel since the start of each route. A route that belongs to no step
 * is a step of its own. Kept for {@link #KEPT}. Thread-safe.
 */
public final class Flow {

    /** How long the document is kept. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private static final String SIDE = "side";

    private final CamelContext context;
    private final String process;
    private final Map<String, Supplier<Optional<String>>> notes;
    private final List<Step> steps = FlowSteps.load();
    private String json;
    private long until;

    /**
     * @param process the name of this process
     * @param notes a short remark on a step, by its id
     */
    public Flow(CamelContext context, String process, Map<String, Supplier<Optional<String>>> notes) {
        this.context = context;
        this.process = process;
        this.notes = Map.copyOf(notes);
    }

    /** The document. */
    public record Document(String process, List<Figures> steps) {}

    /**
     * A step with its figures.
     *
     * @param route the route with the figures, for the diagram of a console; null if none runs
     * @param routes all its routes that run
     * @param done exchanges that completed
     * @param failed exchanges that failed, also those that an error handler took care of
     * @param meanMillis null before the first exchange
     * @param note null for none
     */
    public record Figures(
            String id,
            String title,
            String text,
            String lane,
            String route,
            List<String> routes,
            String context,
            Long inFlight,
            Long done,
            Long failed,
            Long meanMillis,
            Long lastMillis,
            List<String> next,
            String note) {}

    /** The document as JSON. */
    public synchronized String json() {
        if (json == null || System.nanoTime() - until >= 0) {
            try {
                json = new String(JsonObjects.bytes(document()), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            until = System.nanoTime() + KEPT.toNanos();
        }
        return json;
    }

    /** The steps of the program, then the routes that belong to none of them. */
    public Document document() {
        List<String> running = context.getRoutes().stream().map(Route::getId).toList();
        List<Figures> all = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Step step : steps) {
            List<String> routes =
                    step.routes().stream().filter(running::contains).toList();
            all.add(figures(step, routes));
            known.addAll(step.routes());
        }
        running.stream().filter(route -> !known.contains(route)).sorted().forEach(route -> all.add(own(route)));
        return new Document(process, all);
    }

    /** An engineer's own route. */
    private Figures own(String route) {
        String description = context.getRoute(route).getDescription();
        String text = description == null ? "A route that belongs to no step of the program" : description;
        return figures(new Step(route, SIDE, route, text, List.of(route), null, List.of()), List.of(route));
    }

    private Figures figures(Step step, List<String> routes) {
        String route = routes.isEmpty() ? null : routes.get(0);
        ManagedPerformanceCounterMBean managed = route == null ? null : managed(route, step.counted());
        boolean used = managed != null && count(managed::getExchangesTotal) > 0;
        return new Figures(
                step.id(),
                step.title(),
                step.text(),
                step.lane(),
                route,
                routes,
                context.getManagementName(),
                managed == null ? null : count(managed::getExchangesInflight),
                managed == null ? null : count(managed::getExchangesCompleted),
                managed == null ? null : count(managed::getExchangesFailed) + count(managed::getFailuresHandled),
                used ? count(managed::getMeanProcessingTime) : null,
                used ? count(managed::getLastProcessingTime) : null,
                step.next(),
                notes.getOrDefault(step.id(), Optional::empty).get().orElse(null));
    }

    /** The node that has the figures of a step, if it runs; else the route. */
    private ManagedPerformanceCounterMBean managed(String route, String counted) {
        ManagedCamelContext managed = context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        if (managed == null) {
            return null;
        }
        ManagedPerformanceCounterMBean node = counted == null ? null : managed.getManagedProcessor(counted);
        return node == null ? managed.getManagedRoute(route) : node;
    }

    /** A figure of Camel; its methods declare any exception. */
    @FunctionalInterface
    private interface Figure {
        long get() throws Exception;
    }

    private static long count(Figure figure) {
        try {
            return figure.get();
        } catch (Exception e) {
            throw new IllegalStateException("Camel does not tell the figures of a route", e);
        }
    }
}
