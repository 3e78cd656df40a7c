package org.opencompliance.archiver.routing.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.lead.Leadership;
import org.opencompliance.archiver.routing.lead.LeadService;

class StartedRoutesTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final StartedRoutes routes = new StartedRoutes();

    @BeforeEach
    void start() throws Exception {
        context.addService(new LeadService(Leadership.NEVER, "follower"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").routeId("one").to("log:one");
                from("direct:two").routeId("two").to("log:two");
                from("direct:off").routeId("off").autoStartup(false).to("log:off");
                from("master:collector:timer:led").routeId("led").to("log:led");
            }
        });
        assertThat(routes.expected()).isZero();
        assertThat(routes.missing()).isEmpty();
        context.start();
        routes.expect(context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void areAllOfTheStartWithThoseOfTheLeader() {
        assertThat(routes.expected()).isEqualTo(3);
        assertThat(routes.started()).isEqualTo(3);
        assertThat(routes.missing()).isEmpty();
    }

    @Test
    void areMissedWithTheirState() throws Exception {
        context.getRouteController().suspendRoute("one");
        context.getRouteController().stopRoute("two");
        context.getRouteController().stopRoute("led");
        context.removeRoute("led");

        assertThat(routes.missing()).containsExactly("led (removed)", "one (suspended)", "two (stopped)");
        assertThat(routes.started()).isZero();

        context.getRouteController().resumeRoute("one");

        assertThat(routes.started()).isEqualTo(1);
    }

    @Test
    void areNotThoseThatCameLater() throws Exception {
        context.getRouteController().startRoute("off");
        context.getRouteController().stopRoute("off");

        assertThat(routes.missing()).isEmpty();
    }
}
