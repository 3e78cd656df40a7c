package org.opencompliance.archiver.routing.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.work.Lead;

class LeadServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AdjustableLead lead = new AdjustableLead();
    private final AtomicInteger fired = new AtomicInteger();
    private final DefaultCamelContext context = new DefaultCamelContext();

    /** A lead that a test gives and takes. */
    private static final class AdjustableLead implements Lead {

        private volatile boolean mine;
        private volatile boolean stuck;
        private volatile boolean given;

        @Override
        public boolean keep() {
            if (stuck) {
                await().forever().until(() -> !stuck);
            }
            return mine;
        }

        @Override
        public boolean isHeld() {
            return mine;
        }

        @Override
        public void give() {
            given = true;
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
