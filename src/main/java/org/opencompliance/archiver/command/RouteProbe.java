package org.opencompliance.archiver.command;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.routing.check.CheckedRoutes;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.start.Archiver;

/** Sends requests to private routes: those of an archiver, or a few alone where no archiver can start. */
final class RouteProbe implements AutoCloseable {

    private final CamelContext context;
    private final Supplier<List<Finding>> advice;
    private final Runnable end;

    private RouteProbe(CamelContext context, Supplier<List<Finding>> advice, Runnable end) {
        this.context = context;
        this.advice = advice;
        this.end = end;
    }

    /** Uses the routes of an archiver, and closes the archiver with the probe. */
    static RouteProbe of(Archiver archiver) {
        return new RouteProbe(archiver.context(), archiver::advice, archiver::close);
    }

    /**
     * Starts the given routes unchanged, and no other routes of the files.
     *
     * @param beans the beans that the routes call
     * @param routes their ids
     */
    static RouteProbe start(Configuration configuration, Map<String, Object> beans, String... routes) throws Exception {
        Main main = new Main();
        // Camel's own hook waits 45 s for a main loop, which this program does not have
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        Properties properties = configuration.properties();
        properties.setProperty(
                "camel.main.routesIncludePattern", "file:" + Archiver.routes(configuration) + "/**/*.camel.yaml");
        properties.setProperty("camel.main.routeFilterIncludePattern", String.join(",", routes));
        // a command ends before an operator looks at its MBeans
        properties.setProperty("camel.main.jmxEnabled", "false");
        main.setInitialProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        beans.forEach(main::bind);
        CheckedRoutes checked = new CheckedRoutes(configuration, Archiver.routes(configuration), Set.of(routes));
        main.setRoutesCollector(checked);
        main.start();
        return new RouteProbe(main.getCamelContext(), () -> checked.findings(main.getCamelContext()), main::stop);
    }

    /** Sends to a route; the exchange contains the answer or the exception. */
    Exchange ask(String route, Object body, Map<String, Object> variables) {
        FluentProducerTemplate template =
                context.createFluentProducerTemplate().to("direct:" + route).withBody(body);
        variables.forEach(template::withVariable);
        return template.send();
    }

    /** The body that a route answers; throws the exception of the route. */
    <T> T answer(String route, Object body, Class<T> type) throws Exception {
        Exchange answer = ask(route, body, Map.of());
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer.getMessage().getBody(type);
    }

    /** A bean of the routes. */
    <T> T bean(String name, Class<T> type) {
        return context.getRegistry().lookupByNameAndType(name, type);
    }

    /** Advice on the route files. */
    List<Finding> advice() {
        return advice.get();
    }

    @Override
    public void close() {
        end.run();
    }
}
