package org.opencompliance.archiver.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.management.Observation;
import org.opencompliance.archiver.management.jmx.MBeanInfoByClass;
import org.opencompliance.archiver.routing.check.CheckedRoutes;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.reload.GatedDirectComponent;
import org.opencompliance.archiver.routing.reload.RouteGate;
import org.opencompliance.archiver.routing.reload.RouteReload;
import org.opencompliance.archiver.routing.watch.StartedRoutes;
import org.opencompliance.archiver.storage.azure.AzureAccount;

/** A running archiver: its storage area, its ledger and its routes. */
public final class Archiver implements AutoCloseable {

    /** Whether it collects by the schedule, by request, or, for a check, never: then it does not ask for the lead. */
    public enum Mode {
        SCHEDULED,
        ON_DEMAND,
        CHECK
    }

    private static final String RELOAD = "archiver.routes-reload";

    private final Configuration configuration;
    private final Mode mode;
    private final Surroundings surroundings;
    private final Main main = new Main();
    private final OpenResources resources = new OpenResources();
    private final RepeatedTask reloads = new RepeatedTask("route-reload");
    private final RouteGate gate = new RouteGate();
    private ArchiverParts parts;
    private Map<String, Object> beans = Map.of();
    private Optional<Observation> observation = Optional.empty();
    private CheckedRoutes checked;

    private Archiver(Configuration configuration, Mode mode, Surroundings surroundings) {
        this.configuration = configuration;
        this.mode = mode;
        this.surroundings = surroundings;
    }

    /**
     * Opens the storage area and starts the routes.
     *
     * @throws ConfigurationException when the configuration or a route file cannot be used
     */
    public static Archiver start(Configuration configuration, Mode mode) throws Exception {
        return start(configuration, mode, Surroundings.ALONE);
    }

    /** Starts one of several archivers of a process. */
    public static Archiver start(Configuration configuration, Mode mode, Surroundings surroundings) throws Exception {
        new Settings(configuration).require();
        Archiver archiver = new Archiver(configuration, mode, surroundings);
        try {
            archiver.open();
            archiver.startRoutes();
            archiver.begin();
            return archiver;
        } catch (Exception e) {
            archiver.close();
            throw e;
        }
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    public ProducerTemplate template() {
        return main.getCamelContext().createProducerTemplate();
    }

    /** A bean of the routes. */
    public <T> T bean(String name, Class<T> type) {
        return type.cast(beans.get(name));
    }

    /** Advice on the route files. */
    public List<Finding> advice() {
        return checked.findings(context());
    }

    /** The address of health and metrics, if they are enabled. */
    public Optional<String> observed() {
        return observation.flatMap(Observation::address);
    }

    /**
     * Stops collecting, completes current work as far as time permits, and leaves the rest to the next start: closes all that
     * the start opened, in reverse order.
     */
    @Override
    public void close() {
        resources.close();
    }

    /** Opens the storage area and creates the beans. */
    private void open() throws IOException {
        boolean canLead = mode == Mode.ON_DEMAND || mode == Mode.SCHEDULED && configuration.flag("archiver.scheduled");
        parts = ArchiverParts.open(configuration, surroundings, resources, canLead);
        beans = parts.beans();
    }

    private void startRoutes() throws Exception {
        if (mode == Mode.SCHEDULED) {
            observation = Optional.of(resources.add("observation", surroundings.observation(configuration, beans)));
        }
        prepare();
        // Camel's own hook waits 45 s for a main loop, which this program does not have
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        resources.add("routes", main::stop);
        // first to close: the routes' shutdown waits for the current collection, which can take hours
        resources.add("collector", () -> bean("collector", Collector.class).lead(false));
        // before the routes: a reload during their stop would start some again
        resources.add("route reload", reloads);
        main.start();
        if (context().getRoutesSize() == 0) {
            throw new ConfigurationException(
                    "There are no routes in " + configuration.text("archiver.routes-directory"));
        }
    }

    /** Begins the work beside the routes. */
    private void begin() throws Exception {
        bean("startedRoutes", StartedRoutes.class).expect(context());
        parts.begin();
        if (observation.isPresent()) {
            observation.get().begin(context());
        }
        if (configuration.flag(RELOAD)) {
            RouteReload reload = new RouteReload(checked, gate, context(), bean("startedRoutes", StartedRoutes.class));
            Duration interval = RouteReload.INTERVAL;
            reloads.begin(reload::look, interval, interval, "The route files could not be looked at");
        }
    }

    private void prepare() throws IOException {
        Properties properties = configuration.properties();
        if (mode != Mode.SCHEDULED) {
            properties.setProperty("archiver.scheduled", "false");
            // a command ends before an operator looks at its MBeans
            properties.setProperty("camel.main.jmxEnabled", "false");
        }
        properties.setProperty("camel.main.routesIncludePattern", "file:" + routes(configuration) + "/**/*.camel.yaml");
        if (beans.get("azureAccount") instanceof AzureAccount account) {
            // the endpoints of the routes need the name, also with a connection string
            properties.setProperty("azure.storage-account", account.name());
        }
        observation.ifPresent(observer -> observer.prepare(properties, main::bind));
        checked = new CheckedRoutes(configuration, routes(configuration), Set.of());
        main.setRoutesCollector(checked);
        MBeanInfoByClass.use(main);
        main.setInitialProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        beans.forEach(main::bind);
        surroundings.beans().forEach(main::bind);
        if (configuration.flag(RELOAD)) {
            main.bind("direct-component", new GatedDirectComponent(gate));
        }
    }

    /** The real path of the folder: Camel would find no routes behind a link. */
    public static Path routes(Configuration configuration) throws IOException {
        Path folder = Path.of(configuration.required("archiver.routes-directory"));
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException("There is no folder with routes at " + folder.toAbsolutePath()
                    + ": set archiver.routes-directory or start the program beside its routes");
        }
        return folder.toRealPath();
    }
}
