package org.opencompliance.archiver.routing.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.Suspendable;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;

/** The routes of a running Camel context. */
final class CamelRoutes {

    private final CamelContext camel;

    CamelRoutes(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * Puts the configurations of a folder in force for routes that are made later, and parses its routes.
     *
     * @param wanted the ids of the routes to make
     */
    List<RoutesBuilder> parse(RouteFolder folder, Set<String> wanted) throws Exception {
        RoutesLoader loader = PluginHelper.getRoutesLoader(camel);
        List<Resource> resources = new ArrayList<>();
        for (RouteFile file : folder.files()) {
            resources.add(ResourceHelper.fromString(file.toString(), file.text()));
        }
        Collection<RoutesBuilder> builders = loader.findRoutesBuilders(resources);
        model().getRouteConfigurationDefinitions().clear();
        for (RoutesBuilder builder : builders) {
            if (builder instanceof RouteConfigurationsBuilder configurations) {
                configurations.addRouteConfigurationsToCamelContext(camel);
            }
        }
        List<RoutesBuilder> made = new ArrayList<>();
        for (RoutesBuilder builder : builders) {
            if (builder instanceof RouteBuilder routes && keepOnly(wanted, routes)) {
                made.add(routes);
            }
        }
        return made;
    }

    private boolean keepOnly(Set<String> wanted, RouteBuilder builder) throws Exception {
        List<RouteDefinition> routes = builder.configureRoutes(camel).getRoutes();
        routes.removeIf(route -> !wanted.contains(route.getRouteId()));
        return !routes.isEmpty();
    }

    /** Lets the routes that begin at a queue or timer take nothing more. */
    void suspend(Set<String> ids) {
        entries(ids).forEach(consumer -> ServiceHelper.suspendService(consumer));
    }

    void resume(Set<String> ids) {
        entries(ids).forEach(consumer -> ServiceHelper.resumeService(consumer));
    }

    /** Consumers that can be suspended: another one would stop its route too. */
    private List<Consumer> entries(Set<String> ids) {
        return ids.stream()
                .map(camel::getRoute)
                .filter(route -> route != null && !(route.getEndpoint() instanceof DirectEndpoint))
                .map(Route::getConsumer)
                .filter(Suspendable.class::isInstance)
                .toList();
    }

    /** Number of exchanges in the routes. */
    int inflight(Set<String> ids) {
        return ids.stream()
                .mapToInt(id -> camel.getInflightRepository().size(id))
                .sum();
    }

    /** Stops and removes drained routes, then starts the others. */
    void replace(Set<String> ending, List<RoutesBuilder> made) throws Exception {
        ShutdownStrategy patient = camel.getShutdownStrategy();
        camel.setShutdownStrategy(new AtOnce());
        try {
            for (String id : ending) {
                camel.getRouteController().stopRoute(id);
            }
            for (String id : ending) {
                RouteDefinition definition = model().getRouteDefinition(id);
                if (definition != null) {
                    model().removeRouteDefinition(definition);
                }
            }
            for (RoutesBuilder builder : made) {
                builder.updateRoutesToCamelContext(camel);
            }
        } finally {
            camel.setShutdownStrategy(patient);
        }
    }

    /**
     * Stops routes without a wait: no exchange is in them. Camel would wait for those in the queue of a suspended consumer, which
     * stay there for the new route.
     */
    private static final class AtOnce extends DefaultShutdownStrategy {

        @Override
        public void shutdown(CamelContext context, List<RouteStartupOrder> routes) {
            routes.forEach(route -> ServiceHelper.stopService(route.getInput()));
        }
    }

    private Model model() {
        return camel.getCamelContextExtension().getContextPlugin(Model.class);
    }
}
