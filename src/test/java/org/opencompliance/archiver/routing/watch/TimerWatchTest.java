package org.opencompliance.archiver.routing.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.master.MasterConsumer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opencompliance.archiver.lead.Leadership;
import org.opencompliance.archiver.mapping.MovableClock;
import org.opencompliance.archiver.observe.Beans;
import org.opencompliance.archiver.observe.Condition;
import org.opencompliance.archiver.observe.Conditions;
import org.opencompliance.archiver.routing.lead.LeadService;

/** The test moves the time; silent timers are years away, like a lost timer. */
@Timeout(60)
class TimerWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOST = "?delay=100000000&period=20000";

    private final AtomicLong nanos = new AtomicLong();
    private final MovableClock clock = new MovableClock();
    private final TimerWatch watch = new TimerWatch(nanos::get, clock);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AdjustableLead lead = new AdjustableLead();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CompletableFuture<Thread> died = new CompletableFuture<>();

    /** Leadership that a test grants and revokes. */
    private static final class AdjustableLead implements Leadership {

        private volatile boolean mine;

        @Override
        public boolean keep() {
            return mine;
        }

        @Override
        public boolean isHeld() {
            return mine;
        }

        @Override
        public Duration interval() {
            return Duration.ofMillis(50);
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        context.addRoutePolicyFactory(watch);
        context.getShutdownStrategy().setTimeout(1);
        context.addService(new LeadService(lead, "this process"));
    }

    @AfterEach
    void stop() {
        held.countDown();
        context.stop();
    }

    @Test
    void aTimerThatHasNotFiredForThreePeriodsIsOverdue() throws Exception {
        start("timer:tick" + LOST);
        pass(Duration.ofMillis(100_000_000 + 60_000));
        assertThat(watch.overdue()).isEmpty();

        pass(Duration.ofSeconds(1));

        assertThat(watch.overdue()).extracting(Overdue::route).containsExactly("watched");
        assertThat(watch.overdue().get(0)).hasToString("watched (every 20000 ms, silent for 100061 s)");
    }

    @Test
    void aShortPeriodIsGivenHalfAMinute() throws Exception {
        start("scheduler:tick?initialDelay=100000000&delay=20");
        pass(Duration.ofMillis(100_000_000 + 30_000));
        assertThat(watch.overdue()).isEmpty();

        pass(Duration.ofSeconds(1));

        assertThat(watch.overdue()).hasSize(1);
    }

    @Test
    void aScheduleIsOverdueTenMinutesAfterAFiring() throws Exception {
        start("quartz:archiver/daily?cron=0 0 2 * * ? 2027-2099&trigger.timeZone=UTC");
        pass(Duration.between(clock.instant(), Instant.parse("2027-01-01T02:10:00Z")));
        assertThat(watch.overdue()).isEmpty();

        pass(Duration.ofSeconds(1));

        assertThat(watch.overdue()).hasSize(1);
    }

    @Test
    void aTimerThatFiresIsNotOverdue() throws Exception {
        AtomicInteger fired = new AtomicInteger();
        start("timer:tick?delay=0&period=20", () -> fired.incrementAndGet());
        pass(Duration.ofHours(1));
        int before = fired.get();
        await().atMost(PATIENCE).until(() -> fired.get() > before + 1);

        assertThat(watch.overdue()).isEmpty();
    }

    @Test
    void aTimerWhoseThreadHasDiedIsOverdue() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:tick?delay=0&period=20")
                        .routeId("watched")
                        .split(method(new Deadly(), "parts"))
                        .to("mock:part");
            }
        });
        context.start();
        assertThat(watch.overdue()).isEmpty();
        Thread timer = died.get();

        await().atMost(PATIENCE).until(() -> !timer.isAlive());
        assertThat(watch.overdue()).isEmpty();
        pass(Duration.ofSeconds(31));

        assertThat(watch.overdue()).hasSize(1);
    }

    /** Ends the thread that requests the second part: Camel does not catch errors of a split. */
    public final class Deadly {

        public Iterator<Integer> parts() {
            return Stream.iterate(1, part -> part + 1)
                    .peek(part -> {
                        if (part > 1) {
                            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
                            died.complete(Thread.currentThread());
                            throw new NoClassDefFoundError("made by a test");
                        }
                    })
                    .iterator();
        }
    }

    @Test
    void aTimerAtWorkIsNotOverdueHoweverLongItTakes() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        start("timer:tick?delay=0&period=20", () -> {
            begun.countDown();
            held.await();
        });
        begun.await();
        pass(Duration.ofHours(20));

        assertThat(watch.overdue()).isEmpty();
    }

    @Test
    void aStoppedRouteIsNotOverdueAndCountsAnewWhenItIsStarted() throws Exception {
        start("timer:tick" + LOST);
        context.getRouteController().stopRoute("watched");
        pass(Duration.ofDays(3));
        assertThat(watch.overdue()).isEmpty();

        context.getRouteController().startRoute("watched");

        assertThat(watch.overdue()).isEmpty();
        pass(Duration.ofDays(3));
        assertThat(watch.overdue()).hasSize(1);
    }

    @Test
    void aTimerOfTheLeadIsExpectedOnlyWhereTheLeadIs() throws Exception {
        start("master:collector:timer:tick" + LOST);
        pass(Duration.ofDays(3));
        assertThat(watch.overdue()).isEmpty();

        lead.mine = true;
        await().atMost(PATIENCE).until(() -> isLeading());
        assertThat(watch.overdue()).isEmpty();
        pass(Duration.ofDays(3));

        assertThat(watch.overdue()).hasSize(1);
    }

    @Test
    void whatFiresOnceOrNotByItselfIsNotWatched() throws Exception {
        start("timer:tick?delay=100000000&repeatCount=1");
        pass(Duration.ofDays(300));

        assertThat(watch.overdue()).isEmpty();
    }

    @Test
    void healthSaysWhichRouteIsOverdue() throws Exception {
        start("timer:tick" + LOST);
        Condition timers = new Conditions(new Beans(Map.of("timerWatch", watch)))
                .all().stream()
                        .filter(condition -> condition.getId().equals("timers"))
                        .findFirst()
                        .orElseThrow();
        timers.setCamelContext(context);
        assertThat(timers.call().getState()).isEqualTo(HealthCheck.State.UP);

        pass(Duration.ofDays(3));

        assertThat(timers.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(timers.call().getMessage())
                .hasValueSatisfying(text -> assertThat(text).contains("watched (every 20000 ms", "restart"));
        assertThat(timers.isReadiness()).isFalse();
    }

    private boolean isLeading() {
        return context.getRoute("watched").getConsumer() instanceof MasterConsumer master && master.isMaster();
    }

    private void start(String uri) throws Exception {
        start(uri, () -> {});
    }

    private void start(String uri, Step step) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("watched").process(exchange -> step.run());
            }
        });
        context.start();
        List<Overdue> first = watch.overdue();
        assertThat(first).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.advance(time);
    }

    /** The processing of the route. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
