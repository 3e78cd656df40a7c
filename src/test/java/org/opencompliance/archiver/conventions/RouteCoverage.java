package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelContextTracker;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.routing.file.RoutePart.Step;
import org.opencompliance.suite.BuildTotals;

/**
 * Counts the routes and steps of the files that the tests execute, in all contexts of the session. Prints the table at the
 * end, including the counts of the JVMs of the build that finished earlier. JUnit creates it through its service file.
 */
public final class RouteCoverage implements LauncherSessionListener {

    private static final Path TABLE = Path.of("target", "route-coverage.txt");
    /** Not steps: the start of a route, and the conditions for its steps. */
    private static final Set<String> NO_STEPS = Set.of("from", "onException", "onCompletion");

    private final Map<String, LongAdder> exchanges = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> steps = new ConcurrentHashMap<>();
    private final CamelContextTracker tracker = new Tracker();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        tracker.open();
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        tracker.close();
        if (!steps.isEmpty()) {
            show(BuildTotals.add("route-exchanges", sums(exchanges)), BuildTotals.add("route-steps", sums(steps)));
        }
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()
                .sum()));
    }

    private static void show(Map<String, Long> exchanges, Map<String, Long> steps) {
        try {
            List<RoutePart> parts = RouteFiles.all().stream()
                    .flatMap(file -> file.parts().stream())
                    .filter(part -> !steps(part).isEmpty())
                    .toList();
            String table =
                    parts.stream().map(part -> row(part, exchanges, steps)).collect(Collectors.joining())
                            + summary(parts, exchanges, steps);
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, String.format("%-28s %9s  %s%n", "route", "exchanges", "steps") + table);
            System.out.print(System.lineSeparator() + Files.readString(TABLE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(RoutePart part, Map<String, Long> exchanges, Map<String, Long> steps) {
        String times = part.isRoute() ? exchanges.getOrDefault(part.id(), 0L).toString() : "-";
        List<String> all = steps(part);
        List<String> missing =
                all.stream().filter(step -> !steps.containsKey(step)).toList();
        String left = missing.isEmpty() ? "" : "  without " + String.join(", ", missing);
        return String.format("%-28s %9s  %d/%d%s%n", part.id(), times, all.size() - missing.size(), all.size(), left);
    }

    private static String summary(List<RoutePart> parts, Map<String, Long> exchanges, Map<String, Long> steps) {
        List<String> all = parts.stream().flatMap(part -> steps(part).stream()).toList();
        long covered = all.stream().filter(steps::containsKey).count();
        long routes =
                parts.stream().map(RoutePart::id).filter(exchanges::containsKey).count();
        Predicate<RoutePart> route = part -> part.isRoute();
        return String.format(
                "%d of %d routes and %d of %d steps were executed%n",
                routes, parts.stream().filter(route).count(), covered, all.size());
    }

    private static List<String> steps(RoutePart part) {
        return part.steps().stream()
                .filter(step -> !NO_STEPS.contains(step.kind()))
                .map(Step::id)
                .toList();
    }

    private static void count(Map<String, LongAdder> counts, String id) {
        counts.computeIfAbsent(id, any -> new LongAdder()).increment();
    }

    private Processor counted(NamedNode step, Processor target) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                count(steps, step.getId());
                return super.process(exchange, callback);
            }
        };
    }

    private RoutePolicy policy() {
        return new RoutePolicySupport() {
            @Override
            public void onExchangeBegin(Route route, Exchange exchange) {
                count(exchanges, route.getId());
            }
        };
    }

    private final class Tracker extends CamelContextTracker {

        @Override
        public void contextCreated(CamelContext context) {
            context.getCamelContextExtension().addInterceptStrategy((any, step, target, next) -> counted(step, target));
            context.addRoutePolicyFactory((any, routeId, route) -> policy());
        }
    }
}
