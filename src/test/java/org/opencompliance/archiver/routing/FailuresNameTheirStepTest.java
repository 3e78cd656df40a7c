package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void missingBeanIsNamed() {
        context.createProducerTemplate().sendBody("direct:outer", "bean");

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("nothing", "route outer, step outer-bean: NoSuchBeanException");
    }
}
