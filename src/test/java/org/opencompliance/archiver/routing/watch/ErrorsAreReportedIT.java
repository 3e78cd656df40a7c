package org.opencompliance.archiver.routing.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opencompliance.archiver.process.Unrecoverable;

/** The uncaught exception handler receives each error, from any place in a route. */
@Timeout(60)
class ErrorsAreReportedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Queue<Throwable> reported = new ConcurrentLinkedQueue<>();
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void listen() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
        context.getCamelContextExtension().setReactiveExecutor(new WatchedExecutor());
        context.getCamelContextExtension().addInterceptStrategy(new ErrorsInSteps());
        context.getShutdownStrategy().setTimeout(1);
        context.getComponent("seda", SedaComponent.class).setDefaultPollTimeout(50);
    }

    @AfterEach
    void stop() {
        context.stop();
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void ofAStepWhoseFailureIsHandled() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:handled");
                from("seda:in").process(exchange -> exhaust());
            }
        });

        awaitReport();
    }

    @Test
    void ofAStepThatIsTriedAgain() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(60_000));
                from("seda:in").bean(new Exhausting(), "exhaust");
            }
        });

        awaitReport();
    }

    @Test
    void ofAStepThatIsTriedAndCaught() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in")
                        .doTry()
                        .bean(new Exhausting(), "exhaust")
                        .doCatch(Exception.class)
                        .to("mock:caught")
                        .end();
            }
        });

        awaitReport();
    }

    @Test
    void ofASplitThatRunsInParallel() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in")
                        .split(method(new Exhausting(), "endless"))
                        .parallelProcessing()
                        .to("mock:part");
            }
        });

        awaitReport();
    }

    @Test
    void ofASplitInOneThread() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in").split(method(new Exhausting(), "endless")).to("mock:part");
            }
        });

        awaitReport();
    }

    @Test
    void ofAPartOfASplitThatRunsInParallel() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in")
                        .split(constant(List.of(1, 2, 3)))
                        .parallelProcessing()
                        .process(exchange -> exhaust());
            }
        });

        awaitReport();
    }

    @Test
    void butNotAStackOverflowThatWasCaught() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("seda:handled");
                from("seda:in").bean(new Exhausting(), "overflow");
            }
        });

        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .until(() -> context.createConsumerTemplate().receive("seda:handled", 1_000) != null);
        assertThat(reported).isEmpty();
    }

    private void start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
        context.createProducerTemplate().sendBody("seda:in", "");
    }

    private void awaitReport() {
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> !reported.isEmpty());
        assertThat(reported.peek()).matches(Unrecoverable::isIn);
    }

    private static void exhaust() {
        throw new OutOfMemoryError("made by a test");
    }

    /** A bean without memory. */
    public static final class Exhausting {

        public void exhaust() {
            ErrorsAreReportedIT.exhaust();
        }

        public int overflow() {
            return overflow() + 1;
        }

        /** Parts, of which the second fails. */
        public Iterator<Integer> endless() {
            return new Iterator<>() {

                private int given;

                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Integer next() {
                    if (given++ > 0) {
                        ErrorsAreReportedIT.exhaust();
                    }
                    return given;
                }
            };
        }
    }
}
