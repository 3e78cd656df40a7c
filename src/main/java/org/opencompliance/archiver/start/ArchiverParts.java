package org.opencompliance.archiver.start;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.cluster.CamelClusterEventListener;
import org.apache.camel.cluster.CamelClusterService;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.delivery.Claims;
import org.opencompliance.archiver.ledger.CountingLedger;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.overview.Overview;
import org.opencompliance.archiver.process.MemberName;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.routing.watch.TimerWatch;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;

/** An archiver without its routes: the open storage area, the ledger, the beans, and the tasks that run beside the routes. */
final class ArchiverParts {

    private static final int RENEWALS_PER_CLAIM = 6;
    /** The namespace that the routes give their master endpoints. */
    private static final String LEAD = "collector";

    private final Configuration configuration;
    private final RepeatedTask renewals = new RepeatedTask("claims");
    private final RepeatedTask timerWatch = new RepeatedTask("timer-watch");
    private final RepeatedTask overviews = new RepeatedTask("overview");
    private final RepeatedTask utcDays = new RepeatedTask("utc-day");
    private final Map<String, Object> beans;

    private ArchiverParts(Configuration configuration, Map<String, Object> beans) {
        this.configuration = configuration;
        this.beans = beans;
    }

    /**
     * Opens the storage area and creates the beans.
     *
     * @param surroundings opens the storage area
     * @param resources receives all that was opened, also when a later step fails
     * @param canLead whether this process can lead
     */
    static ArchiverParts open(
            Configuration configuration, Surroundings surroundings, OpenResources resources, boolean canLead)
            throws IOException {
        surroundings.advise(configuration.advice());
        AzureAccount account = StorageArea.account(configuration);
        Membership membership = new Membership(MemberName.make(), account, canLead);
        WatchedObjectStore store = resources.add("storage area", surroundings.area(configuration, account));
        TemporaryFolder temporary = resources.add("temporary folder", TemporaryFolder.make(configuration));
        Ledger ledger = resources.add(
                "ledger", new CountingLedger(StorageArea.ledger(configuration, store, membership.name())));
        ledger.append(LedgerEvent.started(version(), SettingsVersion.keep(store, configuration), account()));
        ArchiverParts parts = new ArchiverParts(
                configuration,
                new Assembly(configuration, Clock.systemUTC(), store, ledger, membership).beans(temporary.path()));
        resources.add("work queue", parts.bean("workQueue", WorkQueue.class)::releaseAll);
        // claims are renewed until the routes have stopped
        resources.add("renewal of claims", parts.renewals);
        resources.add("timer watch", parts.timerWatch);
        resources.add("state of the process", parts.bean("overview", Overview.class));
        resources.add("overview", parts.overviews);
        resources.add("count of the UTC day", parts.utcDays);
        return parts;
    }

    /** The account of the process. */
    private static String account() {
        return System.getProperty("user.name", "unknown");
    }

    private static String version() {
        String version = ArchiverParts.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    Map<String, Object> beans() {
        return beans;
    }

    <T> T bean(String name, Class<T> type) {
        return type.cast(beans.get(name));
    }

    /** Begins the work beside the routes. */
    void begin() throws Exception {
        followLead();
        Claims claims = bean("claims", Claims.class);
        Duration renewal = configuration.duration("archiver.claim-duration").dividedBy(RENEWALS_PER_CLAIM);
        renewals.begin(claims::renewClaims, renewal, renewal, "Claims could not be renewed");
        TimerWatch timers = bean("timerWatch", TimerWatch.class);
        timerWatch.begin(timers::look, Duration.ZERO, TimerWatch.INTERVAL, "The timers could not be looked at");
        Overview overview = bean("overview", Overview.class);
        overviews.begin(overview::look, Duration.ZERO, Overview.EVERY, "The overview could not be made");
        Duration count = configuration.duration("archiver.figures-every");
        utcDays.begin(overview::count, count, count, "The UTC day could not be counted");
    }

    /** A process that loses the leadership stages no further item, even during a collection. */
    private void followLead() throws Exception {
        Collector collector = bean("collector", Collector.class);
        CamelClusterService cluster = bean("clusterService", CamelClusterService.class);
        CamelClusterEventListener.Leadership listener =
                (view, leader) -> collector.lead(view.getLocalMember().isLeader());
        cluster.getView(LEAD).addEventListener(listener);
    }
}
