package org.opencompliance.archiver.routing.lead;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.support.cluster.AbstractCamelClusterView;
import org.opencompliance.archiver.lead.Leadership;
import org.opencompliance.archiver.process.Unrecoverable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the leadership while it can, and notifies Camel of each change. Knows only this process. Requests the
 * leadership only after the context has started: Camel never schedules a timer that begins between its startup
 * callbacks and the state STARTED.
 */
final class LeadView extends AbstractCamelClusterView {

    private static final Logger LOG = LoggerFactory.getLogger(LeadView.class);

    private static final int LOOKS_PER_INTERVAL = 4;
    private static final int MOST_TO_END_SECONDS = 5;

    private final Leadership lead;
    private final Member local;
    private ScheduledExecutorService keeper;
    private volatile boolean leading;

    LeadView(LeadService service, String namespace, Leadership lead, String id) {
        super(service, namespace);
        this.lead = lead;
        this.local = new Member(id);
    }

    @Override
    public Optional<CamelClusterMember> getLeader() {
        return leading ? Optional.of(local) : Optional.empty();
    }

    @Override
    public CamelClusterMember getLocalMember() {
        return local;
    }

    @Override
    public List<CamelClusterMember> getMembers() {
        return List.of(local);
    }

    @Override
    protected void doStart() throws Exception {
        getCamelContext().addStartupListener(new AfterStart());
    }

    private synchronized void begin() {
        if (keeper != null || !isRunAllowed()) {
            return;
        }
        keeper = getCamelContext().getExecutorServiceManager().newScheduledThreadPool(this, "lead", 2);
        long interval = lead.interval().toMillis();
        Runnable watch = Unrecoverable.watched(this::watch);
        keeper.scheduleWithFixedDelay(watch, interval, interval / LOOKS_PER_INTERVAL, TimeUnit.MILLISECONDS);
        keepAfter(Duration.ZERO);
    }

    private synchronized void keepAfter(Duration pause) {
        if (keeper != null) {
            keeper.schedule(Unrecoverable.watched(this::keep), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the requests. A request in progress ends first: afterwards it would take the leadership again. */
    private void end() throws InterruptedException {
        ScheduledExecutorService ending;
        synchronized (this) {
            ending = keeper;
            keeper = null;
        }
        if (ending != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(ending);
            ending.awaitTermination(MOST_TO_END_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    protected void doStop() throws Exception {
        end();
        lead(false);
        try {
            lead.give();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "The lead could not be given up and ends by itself: {}",
                    e.getClass().getSimpleName());
        }
    }

    private void keep() {
        try {
            lead(lead.keep() && lead.isHeld());
        } catch (IOException | RuntimeException e) {
            // an uncaught exception would end the renewals
            LOG.warn("The lead could not be kept: {}", e.getClass().getSimpleName());
        }
        keepAfter(lead.pause());
    }

    /** Ends the leadership of this process when the storage area does not answer. */
    private void watch() {
        if (leading && !lead.isHeld()) {
            lead(false);
        }
    }

    /**
     * Notifies Camel of a change, and repeatedly that this process does not lead: Camel starts the consumers a second after it was
     * notified, also when the leadership is lost by then.
     */
    private synchronized void lead(boolean now) {
        if (now != leading) {
            leading = now;
            LOG.info(now ? "This process collects now" : "This process does not collect any longer");
            fireLeadershipChangedEvent(getLeader().orElse(null));
        } else if (!now) {
            fireLeadershipChangedEvent((CamelClusterMember) null);
        }
    }

    /** Starts the requests once the context has started, at once if it already has. */
    private final class AfterStart implements StartupListener {

        @Override
        public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
            if (alreadyStarted) {
                begin();
            }
        }

        @Override
        public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
            begin();
        }
    }

    private final class Member implements CamelClusterMember {

        private final String id;

        Member(String id) {
            this.id = id;
        }

        @Override
        public boolean isLeader() {
            return leading;
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public String getId() {
            return id;
        }
    }
}
