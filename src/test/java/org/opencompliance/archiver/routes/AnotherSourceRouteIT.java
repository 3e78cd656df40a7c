package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.sandbox.http.Request;

/** The example file for a source with another interface, with all other routes as they ship. */
class AnotherSourceRouteIT {

    private static final String TOKEN = "t0ken-0f-the-source";

    @TempDir
    static Path directory;

    private static RecordsSourceUnderTest source;

    @BeforeAll
    static void start() throws Exception {
        source = new RecordsSourceUnderTest(
                directory,
                Files.readString(RecordsSourceUnderTest.EXAMPLE),
                Map.of("telemessage.authentication", "bearer", "telemessage.token", TOKEN));
    }

    @AfterAll
    static void stop() throws Exception {
        source.close();
    }

    @BeforeEach
    void prepare() {
        source.nextScene();
        source.site().accepting(AnotherSourceRouteIT::hasToken);
    }

    private static boolean hasToken(Request request) {
        return request.header("authorization")
                .filter(("Bearer " + TOKEN)::equals)
                .isPresent();
    }

    private static List<LedgerLine> ofScene(EventType type) {
        return source.archiver().ledger(type).stream()
                .filter(line -> line.item().startsWith(source.scene().id("")))
                .toList();
    }

    @Test
    void everyRecordOfSeveralPagesIsArchived() {
        source.add(5);

        Collection collection = source.collectAndImport();

        assertThat(collection.incomplete()).isNull();
        assertThat(source.scene().archived("ann")).hasSize(5);
        assertThat(source.scene().archived("ben")).hasSize(5);
        assertThat(source.archiver().letters())
                .filteredOn(
                        letter -> letter.listed().id().startsWith(source.scene().id("")))
                .isEmpty();
        assertThat(source.site().requests()).hasSize(3 + 5);
    }

    @Test
    void theLedgerSaysWhatTheSourceDoesNotAttest() {
        source.add(3);

        source.collectAndImport();

        assertThat(ofScene(EventType.STAGED)).hasSize(3).allSatisfy(line -> assertThat(line.text("unattested"))
                .isEqualTo("size sha256"));
        List<LedgerLine> windows = source.archiver().ledger(EventType.WINDOW_COMPLETED);
        assertThat(windows.get(windows.size() - 1)).satisfies(window -> {
            assertThat(window.number("withoutSize")).isEqualTo(3);
            assertThat(window.number("withoutSha256")).isEqualTo(3);
        });
    }

    @Test
    void noHeaderOfTheProgramOrOfCamelGoesOut() {
        source.add(1);

        source.collectAndImport();

        assertThat(source.site().requests()).hasSize(2).allSatisfy(request -> assertThat(
                        request.headers().keySet())
                .isSubsetOf("host", "connection", "user-agent", "accept-encoding", "authorization"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://%s.example/v2/records?after=2",
                "https://%s/v2/records?after=2",
                "http://%s@attacker.example/v2/records",
                "http://127.0.0.1:1/v2/records",
                "//attacker.example/v2/records",
                "http://%s#/v2/records",
                "file:///etc/passwd",
                "{{telemessage.token}}",
                "next",
                ""
            })
    void aNextUrlOfAnotherServerIsNotRequested(String next) {
        source.add(5);
        source.site().leadingTo(url -> next.formatted(source.site().url().getAuthority()));

        Collection collection = source.collectAndImport();

        assertThat(collection.incomplete()).contains("The next page is not a URL of the server of telemessage.url");
        assertThat(source.site().requests())
                .filteredOn(request -> request.rawQuery().contains("after="))
                .isEmpty();
    }

    @Test
    void aNextUrlMayBeAPathOfTheSameServer() {
        source.add(5);
        source.site().leadingTo(url -> url.substring(url.indexOf("/v2")));

        assertThat(source.collectAndImport().incomplete()).isNull();

        assertThat(source.scene().archived("ann")).hasSize(5);
    }

    @Test
    void anAnswerWithoutRecordsIsNeverAnEmptyDay() {
        source.add(1);
        source.site().listing(page -> page.without(List.of("records")));

        assertThat(source.collectAndImport().incomplete()).contains("not a listing");
    }

    @Test
    void anUnusableRecordIsNamedByItsPlaceAndField() {
        source.add(2);
        source.site().listing(page -> renamed(page, 1));

        assertThat(source.collectAndImport().incomplete()).isNull();

        assertThat(source.scene().archived("ann")).hasSize(1);
        assertThat(source.archiver().letters(source.scene().id("record 1")))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.reason()).isEqualTo(Reason.MALFORMED_LISTING);
                    assertThat(letter.detail()).isEqualTo("Entry 2 of the page, field archivedAt: missing");
                });
    }

    private static ObjectNode renamed(ObjectNode page, int record) {
        ObjectNode entry = (ObjectNode) ((ArrayNode) page.path("records")).get(record);
        entry.set("archived", entry.remove("storedAt"));
        return page;
    }

    @Test
    void aRefusedTokenEndsTheWindowAndIsNotShown() {
        source.add(1);
        source.site().accepting(request -> false);

        assertThat(source.collectAndImport().incomplete())
                .contains("refused the login (HTTP 401)", "telemessage.token")
                .doesNotContain(TOKEN);
        assertThat(source.site().requests()).hasSize(1);
    }
}
