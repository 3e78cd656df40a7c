package org.opencompliance.archiver.command.dryrun;

import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.routing.check.CheckedRoutes;
import org.opencompliance.archiver.routing.file.RouteEndpoint;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;
import org.opencompliance.archiver.start.Archiver;

/**
 * The routes of an installation without those that begin by themselves: no timer, no schedule and no work queue starts anything. They
 * read other systems and write to none.
 */
final class RunningRoutes implements AutoCloseable {

    /** The route of collections, which begins with a request. */
    private static final String COLLECTIONS = "collections";

    private final Main main = new Main();
    private final ReadOnlyEndpoints endpoints = new ReadOnlyEndpoints();

    private RunningRoutes() {}

    /**
     * Checks and starts the routes.
     *
     * @throws org.opencompliance.archiver.routing.check.BrokenRoutesException when a route has an error
     */
    static RunningRoutes start(Configuration configuration, Map<String, Object> beans) throws Exception {
        RunningRoutes routes = new RunningRoutes();
        try {
            routes.prepare(configuration, beans);
            routes.main.start();
            return routes;
        } catch (Exception e) {
            routes.close();
            throw e;
        }
    }

    ProducerTemplate template() {
        return context().createProducerTemplate();
    }

    /** Number of requests that were not sent, by the kind of system; without imports. */
    Map<String, Long> unsent() {
        return endpoints.unsent();
    }

    private CamelContext context() {
        return main.getCamelContext();
    }

    private void prepare(Configuration configuration, Map<String, Object> beans) throws IOException {
        // Camel's own hook waits 45 s for a main loop, which this program does not have
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        Set<String> ids = withoutOwnBeginning(configuration);
        Properties properties = configuration.properties();
        properties.setProperty(
                "camel.main.routesIncludePattern", "file:" + Archiver.routes(configuration) + "/**/*.camel.yaml");
        properties.setProperty("camel.main.routeFilterIncludePattern", String.join(",", ids));
        properties.setProperty("camel.main.jmxEnabled", "false");
        main.setInitialProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        beans.forEach(main::bind);
        main.setRoutesCollector(new CheckedRoutes(configuration, Archiver.routes(configuration), ids));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport starting) {
                starting.getCamelContext().getCamelContextExtension().registerEndpointCallback(endpoints);
            }
        });
    }

    private static Set<String> withoutOwnBeginning(Configuration configuration) throws IOException {
        return RouteFolder.read(Archiver.routes(configuration))
                .parts()
                .filter(part -> part.isRoute() && beginsWithCall(part))
                .map(RoutePart::id)
                .collect(Collectors.toSet());
    }

    private static boolean beginsWithCall(RoutePart route) {
        return RouteEndpoint.in(route, text -> text).stream()
                .filter(RouteEndpoint::consumes)
                .allMatch(at -> at.scheme().equals("direct")
                        || at.scheme().equals("seda") && at.name().equals(COLLECTIONS));
    }

    @Override
    public void close() {
        main.stop();
    }
}
