package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.routing.watch.ErrorsInSteps;

/** A failure is named with item, route, step, exception and cause, and without the text of an unknown exception. */
class FailuresNameTheirStepTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final FailureText texts = new FailureText();
    private final List<String> lines = new ArrayList<>();
    private final List<String> details = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        context.getCamelContextExtension().addInterceptStrategy(new ErrorsInSteps());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:outer")
                        .routeId("outer")
                        .onException(Exception.class)
                        .handled(true)
                        .process(exchange -> {
                            lines.add(texts.line(exchange));
                            details.add(texts.detail(exchange, Reason.RETRIES_EXHAUSTED, null));
                        })
                        .end()
                        .choice()
                        .when(simple("${body} == 'bean'"))
                        .process(exchange -> {
                            throw new NoSuchBeanException("nothing");
                        })
                        .id("outer-bean")
                        .when(simple("${body} == 'argument'"))
                        .bean(new Parking(), "park(${variable.listed}, 'unmapped', 'secret')")
                        .id("outer-park")
                        .otherwise()
                        .to("direct:inner")
                        .id("outer-inner")
                        .end();
                from("direct:inner")
                        .routeId("inner")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> {
                            throw new IllegalStateException("secret", new NumberFormatException("secret"));
                        })
                        .id("inner-step");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void innermostStepIsNamedWithItemAndCause() {
        context.createProducerTemplate().send("direct:outer", exchange -> {
            exchange.setVariable("listed", new ListedItem("TM-1", "chat", Instant.EPOCH, 1, null));
            exchange.getMessage().setBody("throw");
        });

        assertThat(lines)
                .containsExactly("Item TM-1: Unexpected failure: NumberFormatException"
                        + " [route inner, step inner-step: IllegalStateException, caused by NumberFormatException]");
        assertThat(details)
                .containsExactly("Unexpected failure: NumberFormatException"
                        + " [route inner, step inner-step: IllegalStateException, caused by NumberFormatException]");
    }

    /** Takes a reason, which is open, and a duration, for which a text may be wrong. */
    public static final class Parking {

        public void park(ListedItem item, Reason reason, Duration pause) {
            throw new AssertionError("The argument was accepted");
        }
    }

    @Test
    void wrongArgumentOfABeanIsNamedWithTheItemAndWithoutItsValue() {
        context.createProducerTemplate().send("direct:outer", exchange -> {
            exchange.setVariable("listed", new ListedItem("TM-1", "chat", Instant.EPOCH, 1, null));
            exchange.getMessage().setBody("argument");
        });

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("Item TM-1: Unexpected failure: ")
                .contains("(Argument 3 of the method park of Parking is no Duration: correct it in the route)")
                .contains("[route outer, step outer-park: ")
                .doesNotContain("secret");
    }

    @Test
    void missingBeanIsNamed() {
        context.createProducerTemplate().sendBody("direct:outer", "bean");

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("nothing", "route outer, step outer-bean: NoSuchBeanException");
    }
}
