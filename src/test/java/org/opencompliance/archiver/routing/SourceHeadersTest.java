package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceHeadersTest {

    private static final SourceHeaders HEADERS = new SourceHeaders();

    private static boolean goesOut(String name) {
        return !HEADERS.applyFilterToCamelHeaders(name, "x", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-API-Key", "Accept", "Accept-Language", "If-Match", "tenant"})
    void aHeaderOfARouteGoesOut(String name) {
        assertThat(goesOut(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archiverBy",
                "archiverFrom",
                "ARCHIVERTO",
                "CamelHttpPath",
                "camelHttpUri",
                "org.apache.camel.x",
                "Host",
                "content-length",
                "Transfer-Encoding",
                "Connection",
                "Date",
                "Content-Type",
                "breadcrumbId"
            })
    void aHeaderOfTheProgramOfCamelOrOfTheTransportDoesNot(String name) {
        assertThat(goesOut(name)).isFalse();
    }

    /** The headers that a quartz consumer gives to its routes, from one that fired. */
    @Test
    void noHeaderOfQuartzGoesOut() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            CompletableFuture<Set<String>> names = new CompletableFuture<>();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quartz:once?trigger.repeatCount=0")
                            .process(exchange -> names.complete(Set.copyOf(
                                    exchange.getMessage().getHeaders().keySet())));
                }
            });
            context.start();

            assertThat(names.get(10, TimeUnit.SECONDS))
                    .contains("jobDetail", "triggerName")
                    .allMatch(name -> !goesOut(name));
        }
    }

    @Test
    void onlyTheClockAndTheTypeOfAnAnswerComeIn() {
        assertThat(Set.of("date", "Content-Type"))
                .allMatch(name -> !HEADERS.applyFilterToExternalHeaders(name, "x", null));
        assertThat(Set.of("Location", "Set-Cookie", "archiverBy", "CamelHttpUri"))
                .allMatch(name -> HEADERS.applyFilterToExternalHeaders(name, "x", null));
    }
}
