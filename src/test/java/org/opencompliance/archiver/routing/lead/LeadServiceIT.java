package org.opencompliance.archiver.routing.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.lead.Leadership;

class LeadServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A request that is interrupted may still be answered. */
    private static final Duration ANSWER = Duration.ofMillis(200);

    private final AdjustableLead lead = new AdjustableLead();
    private final AtomicInteger fired = new AtomicInteger();
    private final OpenContext context = new OpenContext();

    /** A context that shows the services waiting for its start. */
    private static final class OpenContext extends DefaultCamelContext {

        List<StartupListener> listeners() {
            return getStartupListeners();
        }
    }

    /** Leadership that a test grants and revokes. */
    private static final class AdjustableLead implements Leadership {

        private volatile boolean mine;
        private volatile boolean stuck;
        private volatile boolean asked;
        private volatile boolean inRequest;
        private volatile boolean given;

        @Override
        public boolean keep() {
            asked = true;
            inRequest = true;
            try {
                while (stuck && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
                long answered = System.nanoTime() + ANSWER.toNanos();
                while (stuck && System.nanoTime() - answered < 0) {
                    Thread.onSpinWait();
                }
                return mine;
            } finally {
                inRequest = false;
            }
        }

        @Override
        public boolean isHeld() {
            return mine;
        }

        @Override
        public void give() {
            given = !inRequest;
        }

        @Override
        public Duration interval() {
            return Duration.ofMillis(50);
        }
    }

    private void start() throws Exception {
        context.addService(new LeadService(lead, "this process"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:collector:timer:tick?delay=0&period=20").process(exchange -> fired.incrementAndGet());
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        lead.stuck = false;
        context.stop();
    }

    @Test
    void theLeaderFires() throws Exception {
        lead.mine = true;
        start();

        await().atMost(PATIENCE).until(() -> fired.get() > 3);
    }

    @Test
    void timersFireHoweverLongTheContextTakesToStart() throws Exception {
        lead.mine = true;
        SlowStart slow = new SlowStart();
        context.getManagementStrategy().addEventNotifier(slow);

        start();

        assertThat(slow.reached).isTrue();
        await().atMost(PATIENCE).until(() -> fired.get() > 3);
        assertThat(slow.askedForTheLead).isFalse();
    }

    /**
     * Halts the start after Camel's last startup callback and before the state STARTED, until a timer has begun or had the time to
     * begin: that timer would get no startup callback.
     */
    private final class SlowStart extends SimpleEventNotifierSupport implements StartupListener {

        private static final Duration TIME_TO_BEGIN = Duration.ofSeconds(4);

        private volatile boolean reached;
        private volatile boolean askedForTheLead;

        @Override
        public void notify(CamelEvent event) throws Exception {
            if (event instanceof CamelEvent.RouteStartedEvent) {
                context.addStartupListener(this);
            }
        }

        @Override
        public void onCamelContextStarted(CamelContext starting, boolean alreadyStarted) {
            long end = System.nanoTime() + TIME_TO_BEGIN.toNanos();
            while (!aTimerHasBegun() && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            askedForTheLead = lead.asked;
            reached = !alreadyStarted;
        }

        private boolean aTimerHasBegun() {
            return context.listeners().stream()
                    .anyMatch(listener -> listener instanceof TimerConsumer timer && timer.isStarted());
        }
    }

    @Test
    void whoDoesNotLeadDoesNotFireUntilTheLeadIsTakenOver() throws Exception {
        start();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(fired).hasValue(0);

        lead.mine = true;

        await().atMost(PATIENCE).until(() -> fired.get() > 3);
    }

    @Test
    void whoLosesTheLeadStops() throws Exception {
        lead.mine = true;
        start();
        await().atMost(PATIENCE).until(() -> fired.get() > 0);

        lead.mine = false;

        await().atMost(PATIENCE).until(this::isQuiet);
    }

    /** Camel starts its consumers a second after it was told of the lead. */
    @Test
    void aLeadThatIsLostAtOnceFiresNothing() throws Exception {
        start();
        await().atMost(PATIENCE).until(() -> lead.asked);
        CamelClusterView view = context.hasService(LeadService.class).getView("collector");
        lead.mine = true;
        await().atMost(PATIENCE).pollInterval(1, TimeUnit.MILLISECONDS).until(() -> view.getLocalMember()
                .isLeader());

        lead.mine = false;

        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(isQuiet()).isTrue();
    }

    @Test
    void aRequestInProgressAtTheEndDoesNotTakeTheLeadAgain() throws Exception {
        start();
        lead.stuck = true;
        await().atMost(PATIENCE).until(() -> lead.inRequest);

        context.stop();

        assertThat(lead.given).isTrue();
        assertThat(lead.inRequest).isFalse();
    }

    @Test
    void anAreaThatDoesNotAnswerEndsTheLeadInTime() throws Exception {
        lead.mine = true;
        start();
        await().atMost(PATIENCE).until(() -> fired.get() > 0);

        lead.stuck = true;
        lead.mine = false;

        await().atMost(PATIENCE).until(this::isQuiet);
    }

    @Test
    void theLeadIsGivenUpAtTheEnd() throws Exception {
        lead.mine = true;
        start();

        context.stop();

        assertThat(lead.given).isTrue();
    }

    /** No firing for ten periods. */
    private boolean isQuiet() {
        int before = fired.get();
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        return fired.get() == before;
    }
}
