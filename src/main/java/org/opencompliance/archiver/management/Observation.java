package org.opencompliance.archiver.management;

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

    private final Optional<ManagementPort> port;
    private final Beans beans;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Condition> conditions;
    private ManagedBeans managed;
    private Optional<String> address = Optional.empty();

    /** @param byName the beans of the routes */
    public Observation(Configuration configuration, Map<String, Object> byName) {
        this.port = ManagementPort.of(configuration);
        this.beans = new Beans(byName);
        this.conditions = new Conditions(beans).all();
    }

    /** Adds the properties and beans that Camel needs before it starts. */
    public void prepare(Properties properties, BiConsumer<String, Object> registry) {
        port.ifPresent(ManagementPort::requireFree);
        port.ifPresent(wanted -> properties.putAll(wanted.properties()));
        registry.accept(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        registry.accept("safeHealthResults", new SafeHealthResults());
        conditions.forEach(condition -> registry.accept("condition-" + condition.getId(), condition));
    }

    /** Registers the MBeans and metrics, once the context runs. */
    public void begin(CamelContext context) throws Exception {
        address = port.map(wanted -> wanted.address(context));
        List<HealthCheck> checks = new ArrayList<>(conditions);
        HealthCheckRegistry.get(context).getCheck(EXCHANGE).ifPresent(checks::add);
        new Meters(meters, beans).bind(checks);
        beans.get("overview", Overview.class).watch(checks);
        managed = ManagedBeans.register(beans, context);
    }

    /** The address of health and metrics, if they are enabled. */
    public Optional<String> address() {
        return address;
    }

    @Override
    public void close() {
        if (managed != null) {
            managed.close();
        }
    }
}
