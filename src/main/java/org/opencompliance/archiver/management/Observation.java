package org.opencompliance.archiver.management;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.eventnotifier.MicrometerRouteEventNotifier;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.observe.Beans;
import org.opencompliance.archiver.observe.Condition;
import org.opencompliance.archiver.observe.Conditions;
import org.opencompliance.archiver.observe.ManagementPort;
import org.opencompliance.archiver.observe.Meters;
import org.opencompliance.archiver.observe.SafeHealthResults;
import org.opencompliance.archiver.overview.Overview;

/** Makes a running archiver visible: metrics and health on the management port, MBeans in the JVM. */
public final class Observation implements AutoCloseable {

    private static final String EXCHANGE = "microsoft-exchange";
    /** The tag of each metric with the name of its connector. */
    public static final String TAG = "connector";

    /** The metric that says whether a connector runs. */
    public static final String RUNNING = "archiver.connector.running";

    public static final String RUNNING_TEXT = "1 while this process runs the connector";

    private final Optional<ManagementPort> port;
    private final Beans beans;
    private final MeterRegistry meters;
    private final String connector;
    private final List<Condition> conditions;
    private ManagedBeans managed;
    private Optional<String> address = Optional.empty();

    /**
     * The observation of the only archiver of a process, with the management port.
     *
     * @param byName the beans of the routes
     */
    public Observation(Configuration configuration, Map<String, Object> byName) {
        this(ManagementPort.of(configuration), byName, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), null);
        meters.config().meterFilter(new OfConnector(configuration.required("archiver.connector")));
        Gauge.builder(RUNNING, () -> 1).description(RUNNING_TEXT).register(meters);
    }

    private Observation(
            Optional<ManagementPort> port, Map<String, Object> byName, MeterRegistry meters, String connector) {
        this.port = port;
        this.beans = new Beans(byName);
        this.meters = meters;
        this.connector = connector;
        this.conditions = new Conditions(beans).all();
    }

    /**
     * The observation of one of several archivers of a process: without a port, its meters in those of the process with a tag, its
     * MBeans with a key, both with the name of the connector.
     */
    public static Observation beside(Configuration configuration, Map<String, Object> byName, MeterRegistry ofProcess) {
        String name = configuration.required("archiver.connector");
        CompositeMeterRegistry own = new CompositeMeterRegistry();
        own.config().meterFilter(new OfConnector(name));
        own.add(ofProcess);
        return new Observation(Optional.empty(), byName, own, name);
    }

    /** Adds the tag to the metrics of a connector; those of the JVM are of the process. */
    private record OfConnector(String connector) implements MeterFilter {

        private static final List<String> OF_PROCESS = List.of("jvm.", "process.", "system.");

        @Override
        public Meter.Id map(Meter.Id id) {
            boolean shared = OF_PROCESS.stream().anyMatch(id.getName()::startsWith);
            return shared ? id : id.withTag(Tag.of(TAG, connector));
        }
    }

    /** Adds the properties and beans that Camel needs before it starts. */
    public void prepare(Properties properties, BiConsumer<String, Object> registry) {
        port.ifPresent(ManagementPort::requireFree);
        port.ifPresent(wanted -> properties.putAll(wanted.properties()));
        registry.accept(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        if (connector != null) {
            // the service behind it takes no other registry than that of the process
            properties.setProperty("camel.metrics.enabled", "false");
            routeMeters(registry);
        }
        registry.accept("safeHealthResults", new SafeHealthResults());
        conditions.forEach(condition -> registry.accept("condition-" + condition.getId(), condition));
    }

    /** What the management port adds for the only archiver of a process. */
    private void routeMeters(BiConsumer<String, Object> registry) {
        MicrometerRoutePolicyFactory exchanges = new MicrometerRoutePolicyFactory();
        exchanges.setMeterRegistry(meters);
        exchanges.setSkipCamelInfo(true);
        exchanges.getPolicyConfiguration().setContextEnabled(false);
        registry.accept("routeMeters", exchanges);
        MicrometerRouteEventNotifier running = new MicrometerRouteEventNotifier();
        running.setMeterRegistry(meters);
        running.setSkipCamelInfo(true);
        registry.accept("runningRouteMeters", running);
    }

    /** Registers the MBeans and metrics, once the context runs. */
    public void begin(CamelContext context) throws Exception {
        address = port.map(wanted -> wanted.address(context));
        List<HealthCheck> checks = new ArrayList<>(conditions);
        HealthCheckRegistry.get(context).getCheck(EXCHANGE).ifPresent(checks::add);
        new Meters(meters, beans).bind(checks);
        beans.get("overview", Overview.class).watch(checks);
        managed = ManagedBeans.register(beans, context, connector);
    }

    /** The address of health and metrics, if they are enabled. */
    public Optional<String> address() {
        return address;
    }

    /** Removes the MBeans, and the meters of one of several archivers. */
    @Override
    public void close() {
        if (managed != null) {
            managed.close();
        }
        if (connector != null) {
            List.copyOf(meters.getMeters()).forEach(meters::remove);
        }
    }
}
