package org.opencompliance.archiver.overview.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.overview.flow.Flow.Figures;
import org.opencompliance.archiver.overview.flow.FlowSteps.Step;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;

class FlowShowsEveryRouteTest {

    private final List<Step> steps = FlowSteps.load();

    @Test
    void theShippedRoutesAreThoseOfTheSteps() throws IOException {
        List<String> shipped = RouteFolder.read(Path.of("routes")).files().stream()
                .flatMap(file -> file.routes().stream())
                .map(RoutePart::id)
                .toList();

        assertThat(steps.stream().flatMap(step -> step.routes().stream()).toList())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(shipped);
    }

    @Test
    void theArrowsLeadToSteps() {
        Set<String> ids = steps.stream().map(Step::id).collect(Collectors.toSet());

        assertThat(ids).hasSameSizeAs(steps);
        assertThat(steps).allSatisfy(step -> {
            assertThat(ids).containsAll(step.next());
            assertThat(step.lane()).isIn("collect", "import", "evidence", "side");
            assertThat(step.text()).contains(" ");
        });
        assertThat(steps)
                .extracting(Step::id)
                .startsWith("schedule", "list", "fetch", "stage", "queue")
                .contains("leave-out", "read", "map", "plan", "import", "close", "ledger", "report", "sweep")
                .contains("park", "replay", "copy", "notices");
    }

    @Test
    void anItemThatIsNotParkedDoesNotCountAsParked() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:park-item")
                            .routeId("park-item")
                            .filter(body().isNotNull())
                            .to("log:x?level=OFF")
                            .id("park-item-kind");
                }
            });
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            template.send("direct:park-item", exchange -> {});
            template.sendBody("direct:park-item", "x");

            Figures park = new Flow(context, "process-1", Map.of())
                    .document().steps().stream()
                            .filter(step -> step.id().equals("park"))
                            .findFirst()
                            .orElseThrow();

            assertThat(park.done()).isEqualTo(1);
        }
    }

    @Test
    void theCountedNodesAreInTheShippedRoutes() throws IOException {
        String routes = Files.readString(Path.of("routes/dead-letters.camel.yaml"));

        assertThat(steps.stream().map(Step::counted).filter(Objects::nonNull))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(routes).contains("id: " + id + "\n"));
    }

    @Test
    void aRouteOfItsOwnIsAStepBesideTheOthers() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:fetch-item").routeId("fetch-item").to("log:x?level=OFF");
                    from("direct:own")
                            .routeId("own")
                            .description("Counts calls")
                            .process(exchange -> {
                                if (exchange.getMessage().getBody() == null) {
                                    throw new IllegalStateException("no body");
                                }
                            });
                }
            });
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            template.send("direct:own", exchange -> {});
            template.sendBody("direct:own", "x");
            Flow flow = new Flow(context, "process-1", Map.of("fetch", () -> Optional.of("a note")));

            List<Figures> shown = flow.document().steps();

            Figures own = shown.get(shown.size() - 1);
            assertThat(own.id()).isEqualTo("own");
            assertThat(own.lane()).isEqualTo("side");
            assertThat(own.text()).isEqualTo("Counts calls");
            assertThat(own.done()).isEqualTo(1);
            assertThat(own.failed()).isEqualTo(1);
            assertThat(own.meanMillis()).isNotNegative();
            Figures fetch = shown.get(2);
            assertThat(fetch.route()).isEqualTo("fetch-item");
            assertThat(fetch.note()).isEqualTo("a note");
            assertThat(fetch.done()).isZero();
            assertThat(fetch.meanMillis()).isNull();
            assertThat(shown.get(0).route()).as("it does not run").isNull();
            assertThat(flow.json()).contains("\"process\":\"process-1\"", "\"next\":[\"stage\",\"park\"]");
        }
    }
}
