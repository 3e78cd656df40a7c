package org.opencompliance.archiver.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.cluster.CamelClusterEventListener;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.main.Main;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.delivery.Claims;
import org.opencompliance.archiver.ledger.CountingLedger;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.management.Observation;
import org.opencompliance.archiver.process.Unrecoverable;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.routing.watch.TimerWatch;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running archiver: its storage area, its ledger and its routes. */
public final class Archiver implements AutoCloseable {

    /** Whether it collects by the schedule. */
    public enum Mode {
        SCHEDULED,
        ON_DEMAND
    }

    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);
    private static final int RENEWALS_PER_CLAIM = 6;
    /** The namespace that the routes give their master endpoints. */
    private static final String LEAD = "collector";

    private final WatchedObjectStore store;
    private final Ledger ledger;
    private final TemporaryFolder temporary;
    private final Map<String, Object> beans;
    private final Optional<Observation> observation;
    private final Main main = new Main();
    private final ScheduledExecutorService renewals =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "claims"));
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "timer-watch"));

    private Archiver(
            WatchedObjectStore store,
            Ledger ledger,
            TemporaryFolder temporary,
            Map<String, Object> beans,
            Optional<Observation> observation) {
        this.store = store;
        this.ledger = ledger;
        this.temporary = temporary;
        this.beans = beans;
        this.observation = observation;
    }

    /**
     * Opens the storage area and starts the routes.
     *
     * @throws ConfigurationException when the configuration cannot be used
     */
    public static Archiver start(Configuration configuration, Mode mode) throws Exception {
        new Settings(configuration).require();
        AzureAccount account = StorageArea.account(configuration);
        boolean standing = mode == Mode.ON_DEMAND || configuration.flag("archiver.scheduled");
        Membership membership = new Membership(MemberName.make(), account, standing);
        WatchedObjectStore store = StorageArea.open(configuration, account);
        try {
            TemporaryFolder temporary = TemporaryFolder.make(configuration);
            Ledger ledger = new CountingLedger(StorageArea.ledger(configuration, store, membership.name()));
            ledger.append(LedgerEvent.started(version(), SettingsVersion.of(configuration)));
            Assembly assembly = new Assembly(configuration, Clock.systemUTC(), store, ledger).as(membership);
            Map<String, Object> beans = assembly.beans(temporary.path());
            Optional<Observation> observation =
                    mode == Mode.SCHEDULED ? Optional.of(new Observation(configuration, beans)) : Optional.empty();
            Archiver archiver = new Archiver(store, ledger, temporary, beans, observation);
            archiver.begin(configuration, mode);
            return archiver;
        } catch (Exception e) {
            store.close();
            throw e;
        }
    }

    private static String version() {
        String version = Archiver.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
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

    /** The address of health and metrics, if they are enabled. */
    public Optional<String> observed() {
        return observation.flatMap(Observation::address);
    }

    /** Stops collecting, completes current work as far as time permits, and leaves the rest to the next start. */
    @Override
    public void close() {
        // otherwise the shutdown waits for the current collection, which can take hours
        bean("collector", Collector.class).lead(false);
        main.stop();
        observation.ifPresent(Observation::close);
        looks.shutdownNow();
        renewals.shutdownNow();
        bean("workQueue", WorkQueue.class).releaseAll();
        try {
            ledger.close();
            store.close();
            temporary.close();
        } catch (Exception e) {
            LOG.error(
                    "The storage area could not be closed in order: {}",
                    e.getClass().getSimpleName());
        }
    }

    private void begin(Configuration configuration, Mode mode) throws Exception {
        prepare(configuration, mode);
        try {
            main.start();
        } catch (Exception e) {
            looks.shutdownNow();
            renewals.shutdownNow();
            ledger.close();
            temporary.close();
            throw e;
        }
        if (context().getRoutesSize() == 0) {
            close();
            throw new ConfigurationException(
                    "There are no routes in " + configuration.text("archiver.routes-directory"));
        }
        followLead();
        observe();
        Claims claims = bean("claims", Claims.class);
        long period = configuration.duration("archiver.claim-duration").toMillis() / RENEWALS_PER_CLAIM;
        renewals.scheduleWithFixedDelay(
                Unrecoverable.watched(() -> renew(claims)), period, period, TimeUnit.MILLISECONDS);
        TimerWatch timers = bean("timerWatch", TimerWatch.class);
        long interval = TimerWatch.INTERVAL.toMillis();
        looks.scheduleWithFixedDelay(Unrecoverable.watched(() -> look(timers)), 0, interval, TimeUnit.MILLISECONDS);
    }

    private void observe() throws Exception {
        try {
            if (observation.isPresent()) {
                observation.get().begin(context());
            }
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private static void look(TimerWatch timers) {
        try {
            timers.look();
        } catch (RuntimeException e) {
            // an uncaught exception would end all further checks
            LOG.warn("The timers could not be looked at: {}", e.getClass().getSimpleName());
        }
    }

    private static void renew(Claims claims) {
        try {
            claims.renewClaims();
        } catch (IOException | RuntimeException e) {
            // an uncaught exception would end all further renewals
            LOG.warn("Claims could not be renewed: {}", e.getClass().getSimpleName());
        }
    }

    /** A process that loses the leadership stages no further item, even during a collection. */
    private void followLead() throws Exception {
        Collector collector = bean("collector", Collector.class);
        CamelClusterService cluster = bean("clusterService", CamelClusterService.class);
        CamelClusterEventListener.Leadership listener =
                (view, leader) -> collector.lead(view.getLocalMember().isLeader());
        cluster.getView(LEAD).addEventListener(listener);
    }

    private void prepare(Configuration configuration, Mode mode) throws IOException {
        Properties properties = configuration.properties();
        if (mode == Mode.ON_DEMAND) {
            properties.setProperty("archiver.scheduled", "false");
        }
        properties.setProperty("camel.main.routesIncludePattern", "file:" + routes(configuration) + "/**/*.camel.yaml");
        if (beans.get("azureAccount") instanceof AzureAccount account) {
            // the endpoints of the routes need the name, also with a connection string
            properties.setProperty("azure.storage-account", account.name());
        }
        observation.ifPresent(observer -> observer.prepare(properties, main::bind));
        main.setInitialProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        beans.forEach(main::bind);
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

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
