package org.opencompliance.archiver.start.connectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.management.Observation;
import org.opencompliance.archiver.observe.ManagementPort;
import org.opencompliance.archiver.observe.SafeHealthResults;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.start.OpenResources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process with several connectors. They share the management port and the directories of local storage areas; a connector that
 * cannot start, or that fails, leaves the others alone.
 */
public final class ConnectorProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorProcess.class);
    private static final Duration NEXT_TRY = Duration.ofMinutes(1);

    private final OpenResources resources = new OpenResources();
    private final Supplier<Configuration> settings;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SharedParts shared = new SharedParts(meters);
    private final Duration nextTry;
    private List<Connector> connectors = List.of();
    private Optional<String> observed = Optional.empty();

    private ConnectorProcess(Supplier<Configuration> settings, Duration nextTry) {
        this.settings = settings;
        this.nextTry = nextTry;
    }

    /**
     * Starts the connectors of {@code archiver.connectors}, each by itself.
     *
     * @param settings the settings of the process; read again when a connector tries again
     * @throws ConfigurationException when none of them starts at the first try
     */
    public static ConnectorProcess start(Supplier<Configuration> settings) throws Exception {
        return start(settings, NEXT_TRY);
    }

    static ConnectorProcess start(Supplier<Configuration> settings, Duration nextTry) throws Exception {
        ConnectorProcess process = new ConnectorProcess(settings, nextTry);
        try {
            process.begin();
            return process;
        } catch (Exception e) {
            process.close();
            throw e;
        }
    }

    private void begin() throws Exception {
        Configuration first = settings.get();
        shared.advise(first.advice());
        connectors = first.connectors().stream()
                .map(name -> new Connector(name, () -> own(name), shared, nextTry))
                .toList();
        connectors.forEach(this::meter);
        resources.add("storage areas", shared);
        observe(first);
        resources.add("connectors", this::closeConnectors);
        connectors.forEach(Connector::begin);
        for (Connector connector : connectors) {
            connector.awaitFirstTry();
        }
        if (running() == 0) {
            throw new ConfigurationException(connectors.stream()
                    .map(connector -> connector.name() + ": " + connector.failure())
                    .collect(Collectors.joining(System.lineSeparator())));
        }
    }

    private void meter(Connector connector) {
        Gauge.builder(Observation.RUNNING, connector, one -> one.archiver().isPresent() ? 1 : 0)
                .tag(Observation.TAG, connector.name())
                .description(Observation.RUNNING_TEXT)
                .register(meters);
    }

    /** The settings of a connector as they are now. */
    private Configuration own(String name) {
        Configuration all = settings.get();
        Configuration own = all.connector(name);
        new SharedNames(all).require(own);
        return own;
    }

    /** Opens the management port before the first connector starts. */
    private void observe(Configuration configuration) throws Exception {
        Optional<ManagementPort> port = ManagementPort.of(configuration);
        if (port.isEmpty()) {
            return;
        }
        port.get().requireFree();
        Main main = new Main();
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        Properties properties = configuration.properties();
        // of the routes: the process needs none of their components, and no login of them
        properties.keySet().removeIf(name -> name.toString().startsWith("camel.component."));
        properties.putAll(port.get().properties());
        properties.setProperty("camel.main.name", "archiver");
        properties.setProperty("camel.main.routesIncludePattern", "false");
        // it has no routes, and the meters of those of the connectors have one tag more
        properties.setProperty("camel.metrics.enableRoutePolicy", "false");
        properties.setProperty("camel.metrics.enableRouteEventNotifier", "false");
        main.setInitialProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        main.bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        main.bind("safeHealthResults", new SafeHealthResults());
        resources.add("management port", main::stop);
        main.start();
        HealthCheckRegistry.get(main.getCamelContext()).register(new ProcessHealth(connectors));
        observed = Optional.of(port.get().address(main.getCamelContext()));
    }

    /** The names of all connectors, whether they run or not. */
    public List<String> names() {
        return connectors.stream().map(Connector::name).toList();
    }

    /** The running archiver of a connector; empty while it does not run. */
    public Optional<Archiver> archiver(String name) {
        return connectors.stream()
                .filter(connector -> connector.name().equals(name))
                .findFirst()
                .flatMap(Connector::archiver);
    }

    public long running() {
        return connectors.stream()
                .flatMap(connector -> connector.archiver().stream())
                .count();
    }

    /** The address of health and metrics, if they are enabled. */
    public Optional<String> observed() {
        return observed;
    }

    /** Closes all connectors at the same time, then what they share. */
    @Override
    public void close() {
        resources.close();
    }

    private void closeConnectors() throws InterruptedException {
        List<Thread> closing = connectors.stream()
                .map(connector -> new Thread(() -> close(connector), "stop-" + connector.name()))
                .toList();
        closing.forEach(Thread::start);
        for (Thread thread : closing) {
            thread.join();
        }
    }

    private static void close(Connector connector) {
        try {
            connector.close();
        } catch (InterruptedException e) {
            LOG.warn("The end of the connector {} was interrupted", connector.name());
            Thread.currentThread().interrupt();
        }
    }
}
