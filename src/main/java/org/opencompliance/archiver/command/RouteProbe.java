package org.opencompliance.archiver.command;

import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.main.Main;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.start.Archiver;

/** Sends requests to private routes: those of an archiver, or a few alone where no archiver can start. */
final class RouteProbe implements AutoCloseable {

    private final CamelContext context;
    private final Runnable end;

    private RouteProbe(CamelContext context, Runnable end) {
        this.context = context;
        this.end = end;
    }

    /** Uses the routes of an archiver, and closes the archiver with the probe. */
    static RouteProbe of(Archiver archiver) {
        return new RouteProbe(archiver.context(), archiver::close);
    }

    /**
     * Starts the given routes unchanged, and no other routes of the files.
     *
     * @param beans the beans that the routes call
     * @param routes their ids
     */
    static RouteProbe start(Configuration configuration, Map<String, Object> beans, String... routes) throws Exception {
        Main main = new Main();
        Properties properties = configuration.properties();
        properties.setProperty(
                "camel.main.routesIncludePattern", "file:" + Archiver.routes(configuration) + "/**/*.camel.yaml");
        properties.setProperty("camel.main.routeFilterIncludePattern", String.join(",", routes));
        main.setInitialProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        beans.forEach(main::bind);
        main.start();
        return new RouteProbe(main.getCamelContext(), main::stop);
    }

    /** Sends to a route; the exchange contains the answer or the exception. */
    Exchange ask(String route, Object body, Map<String, Object> variables) {
        FluentProducerTemplate template =
                context.createFluentProducerTemplate().to("direct:" + route).withBody(body);
        variables.forEach(template::withVariable);
        return template.send();
    }

    /** A bean of the routes. */
    <T> T bean(String name, Class<T> type) {
        return context.getRegistry().lookupByNameAndType(name, type);
    }

    @Override
    public void close() {
        end.run();
    }
}
