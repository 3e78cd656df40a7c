package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.http.Request;

/** The login at the source by a setting or by a route, and what else goes out. */
class SourceLoginRouteIT {

    private static final String TOKEN = "t0ken/+&=~";
    private static final String GET = "        - to:\n            id: list-items-get\n";

    @TempDir
    Path directory;

    private static Map<String, String> token(String authentication, String name) {
        return Map.of(
                "telemessage.authentication",
                authentication,
                "telemessage.token",
                TOKEN,
                "telemessage.token-name",
                name);
    }

    private static String setHeader(String name, String value) {
        return """
                        - setHeader:
                            id: list-items-%1$s
                            name: %1$s
                            expression:
                              constant:
                                expression: "%2$s"
                """
                .formatted(name, value);
    }

    /** Collects an item of a source that accepts only these requests. */
    private RecordsSourceUnderTest collect(String steps, Map<String, String> settings, Predicate<Request> login)
            throws Exception {
        String example = Files.readString(RecordsSourceUnderTest.EXAMPLE).replace(GET, steps + GET);
        RecordsSourceUnderTest source = new RecordsSourceUnderTest(directory, example, new HashMap<>(settings));
        source.site().accepting(login);
        source.add(1);
        source.collectAndImport();
        return source;
    }

    @Test
    void aTokenGoesIntoAHeaderOfAnyName() throws Exception {
        try (var source = collect("", token("header", "X-API-Key"), request -> request.header("x-api-key")
                .filter(TOKEN::equals)
                .isPresent())) {
            assertThat(source.scene().archived("ann")).hasSize(1);
            assertThat(source.site().requests())
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void aTokenGoesIntoAQueryParameterOfEveryRequest() throws Exception {
        try (var source = collect(
                "",
                token("query", "key"),
                request -> TOKEN.equals(request.query().get("key")))) {
            assertThat(source.scene().archived("ann")).hasSize(1);
            assertThat(source.site().requests())
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void headersThatARouteSetsGoOutAndNoOtherOnes() throws Exception {
        String own = setHeader("X-Tenant", "contoso")
                + setHeader("Accept", "application/json")
                + setHeader("archiverOwn", "root")
                + setHeader("CamelOwn", "x");
        try (var source = collect(own, token("bearer", ""), request -> true)) {
            assertThat(source.scene().archived("ann")).hasSize(1);
            assertThat(source.site().requests().get(0).headers())
                    .containsEntry("x-tenant", "contoso")
                    .containsEntry("accept", "application/json")
                    .containsEntry("authorization", "Bearer " + TOKEN)
                    .containsOnlyKeys(
                            "x-tenant",
                            "accept",
                            "authorization",
                            "host",
                            "connection",
                            "user-agent",
                            "accept-encoding");
        }
    }

    @Test
    void anAuthorizationOfTheRouteTakesPrecedence() throws Exception {
        try (var source = collect(setHeader("Authorization", "Signature 1"), token("bearer", ""), request -> true)) {
            assertThat(source.site().requests())
                    .as("a header stays in the message, so that it goes out with the item's request too")
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.headers()).containsEntry("authorization", "Signature 1"));
        }
    }

    @Test
    void withNoneOnlyTheRouteLogsIn() throws Exception {
        try (var source = collect("", Map.of("telemessage.authentication", "none"), request -> true)) {
            assertThat(source.scene().archived("ann")).hasSize(1);
            assertThat(source.site().requests())
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void noRequestLeavesForAnotherServer() throws Exception {
        try (var other = new RecordsSite(Clock.systemUTC())) {
            String away = setHeader("CamelHttpUri", other.url() + "/v2/records");
            try (var source = collect(away, token("bearer", ""), request -> true)) {
                assertThat(source.collectAndImport().incomplete())
                        .contains("The request leads to another server than telemessage.url");
                assertThat(source.site().requests()).isEmpty();
                assertThat(other.requests()).isEmpty();
            }
        }
    }
}
