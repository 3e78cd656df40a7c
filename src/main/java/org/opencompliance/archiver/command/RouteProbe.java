package org.opencompliance.archiver.command;

import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.main.Main;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.start.Archiver;

/** Private routes that a command asks something: all of an archiver, or a few on their own where none can be started. */
final class RouteProbe implements AutoCloseable {

    private final CamelContext context;
    private final Runnable end;

    private RouteProbe(CamelContext context, Runnable end) {
        this.context = context;
        this.end = end;
    }

    /** The routes of an archiver, which ends with the probe. */
    static RouteProbe of(Archiver archiver) {
        return new RouteProbe(archiver.context(), archiver::close);
    }

    /**
     * Starts routes as they are written, and none of the others in the files.
     *
     * @param beans those that the routes call
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

    /** Sends to a route; the exchange has the answer or the exception. */
    Exchange ask(String route, Object body, Map<String, Object> variables) {
        FluentProducerTemplate template =
                context.createFluentProducerTemplate().to("direct:" + route).withBody(body);
        variables.forEach(template::withVariable);
        return template.send();
    }

    @Override
    public void close() {
        end.run();
    }
}
