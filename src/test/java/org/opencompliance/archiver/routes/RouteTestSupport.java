package org.opencompliance.archiver.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.opencompliance.archiver.routing.FailureLog;
import org.opencompliance.archiver.routing.FailureText;

/** Runs route files as shipped: all in one load, with the properties and beans of the test. */
final class RouteTestSupport implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();

    RouteTestSupport(Map<String, String> properties, Map<String, Object> beans) {
        properties.forEach(context.getPropertiesComponent()::addInitialProperty);
        context.getRegistry().bind("failureText", new FailureText());
        context.getRegistry().bind("failureLog", new FailureLog(new FailureText(), Clock.systemUTC()));
        beans.forEach(context.getRegistry()::bind);
        QuickStop.prepare(context);
    }

    RouteTestSupport load(String... files) throws Exception {
        return load(UnaryOperator.identity(), files);
    }

    /** Loads files after an edit of their text, as an engineer makes it. */
    RouteTestSupport load(UnaryOperator<String> edit, String... files) throws Exception {
        List<Resource> resources = new ArrayList<>();
        resources.add(resource("error-handling.camel.yaml", UnaryOperator.identity()));
        for (String file : files) {
            resources.add(resource(file, edit));
        }
        PluginHelper.getRoutesLoader(context).loadRoutes(resources);
        return this;
    }

    private static Resource resource(String file, UnaryOperator<String> edit) throws IOException {
        return ResourceHelper.fromString(file, edit.apply(Files.readString(Path.of("routes", file))));
    }

    /** Replaces a step by a processor. */
    RouteTestSupport replaceStep(String routeId, String stepId, Processor other) throws Exception {
        AdviceWith.adviceWith(context, routeId, false, advice -> advice.weaveById(stepId)
                .replace()
                .process(other));
        return this;
    }

    RouteTestSupport replaceFrom(String routeId, String uri) throws Exception {
        AdviceWith.adviceWith(context, routeId, false, advice -> advice.replaceFromWith(uri));
        return this;
    }

    RouteTestSupport start() {
        context.start();
        return this;
    }

    CamelContext context() {
        return context;
    }

    ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    @Override
    public void close() {
        QuickStop.endPoll(context);
        context.stop();
    }
}
