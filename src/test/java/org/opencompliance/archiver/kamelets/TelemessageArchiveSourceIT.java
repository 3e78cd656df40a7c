package org.opencompliance.archiver.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.kamelets.KameletsUnderTest.Sent;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.site.SiteItem;
import org.opencompliance.sandbox.site.SiteOperation;
import org.opencompliance.sandbox.site.TeleMessageSite;

/** The Kamelet in a route of another integration. */
class TelemessageArchiveSourceIT {

    private static final String PASSWORD = "p%+w&x)d:#s";
    private static final String ERROR_HANDLER =
            """
            errorHandler:
              deadLetterChannel:
                deadLetterUri: bean:failed
            """;
    private static final String ROUTE =
            """
            - route:
                id: read-archive
            ERRORS
                from:
                  uri: kamelet:telemessage-archive-source
                  parameters:
                    url: "{{url}}"
                    userName: admin@contoso.example
                    password: "RAW({{password}})"
                    period: 200ms
                    pageSize: 2
                    maxItemSize: 5000
                    responseTimeout: 5000
                  steps:
                    - bean:
                        ref: received
            """;

    private final TeleMessageSite site = TeleMessageSite.start("admin@contoso.example", PASSWORD, Clock.systemUTC(), 1);
    private final Map<String, String> settings = new HashMap<>();
    private KameletsUnderTest kamelets;

    @AfterEach
    void close() {
        kamelets.close();
        site.close();
    }

    @Test
    void sendsEachItemOnceWithItsContentAndHeaders() throws Exception {
        List<SiteItem> items = List.of(item("1"), item("a/b?c=d&e %2F+*é密'\""), item(".."), item("4"), item("${body}"));

        start(PASSWORD);
        polls(2);

        assertThat(kamelets.failures()).isEmpty();
        assertThat(kamelets.received())
                .extracting(Sent::id)
                .containsExactlyInAnyOrderElementsOf(
                        items.stream().map(SiteItem::id).toList());
        for (Sent sent : kamelets.received()) {
            assertThat(sent.headers())
                    .containsOnlyKeys(
                            "TeleMessageItemId",
                            "TeleMessageItemType",
                            "TeleMessageArchivedAt",
                            "TeleMessageSha256",
                            "Content-Type")
                    .containsEntry("TeleMessageItemType", "chat")
                    .containsEntry(
                            "TeleMessageSha256", Digest.of(sent.content()).sha256())
                    .containsEntry("Content-Type", "message/rfc822");
            assertThat(new String(sent.content(), StandardCharsets.UTF_8)).endsWith(sent.id());
        }
        assertThat(site.fetches()).isEqualTo(items.size());
    }

    @Test
    void continuesWhereTheLastCompleteWindowEnded() throws Exception {
        item("1");

        start(PASSWORD);
        polls(3);

        List<Map<String, String>> windows = listings();
        assertThat(Duration.between(from(windows.get(0)), to(windows.get(0)))).isEqualTo(Duration.ofHours(24));
        for (int i = 1; i < windows.size(); i++) {
            assertThat(from(windows.get(i))).isEqualTo(to(windows.get(i - 1)));
        }
    }

    @Test
    void failsThePollWithAWrongPasswordAndDoesNotMoveOn() throws Exception {
        item("1");

        start("wrong");
        await().until(() -> kamelets.failures().size() > 1);

        assertThat(kamelets.failures().get(0)).contains("statusCode: 401").doesNotContain("wrong");
        assertThat(kamelets.received()).isEmpty();
        assertThat(listings())
                .extracting(TelemessageArchiveSourceIT::from)
                .containsOnly(from(listings().get(0)));
    }

    /** The HTTP client itself repeats a request once after 429 and 503. */
    @ParameterizedTest
    @CsvSource({"401, 1", "429, 2"})
    void endsThePollWhenTheArchiveRefusesAnItemAndRepeatsTheWindow(int status, int times) throws Exception {
        item("1");
        item("2");
        item("3");
        site.inject(Fault.status(status).on(SiteOperation.FETCH).about("2").times(times));

        start(PASSWORD);
        await().until(() -> kamelets.received().size() == 3);
        polls(1);

        assertThat(kamelets.failures()).singleElement().asString().contains("statusCode: " + status);
        assertThat(kamelets.received()).extracting(Sent::id).containsExactly("1", "2", "3");
        assertThat(site.fetches("2")).isEqualTo(times + 1);
    }

    @Test
    void reportsAMissingItemSendsTheOthersAndTriesItAgain() throws Exception {
        item("1");
        item("2");
        item("3");
        site.inject(Fault.status(404).on(SiteOperation.FETCH).about("2").always());

        start(PASSWORD);
        await().until(() -> kamelets.failures().size() > 1);
        assertThat(kamelets.received()).extracting(Sent::id).containsExactly("1", "3");
        assertThat(kamelets.failures().get(0)).contains("were not sent, the last of them 2");
        assertThat(listings())
                .extracting(TelemessageArchiveSourceIT::from)
                .containsOnly(from(listings().get(0)));

        site.clearFaults();
        await().until(() -> kamelets.received().size() == 3);
        int reported = kamelets.failures().size();
        polls(1);
        assertThat(kamelets.received()).extracting(Sent::id).containsExactly("1", "3", "2");
        assertThat(kamelets.failures()).hasSize(reported);
    }

    @Test
    void neverSendsAContentThatDiffersFromTheListing() throws Exception {
        List<SiteItem> items = List.of(item("bytes"), item("size"), item("none"), item("cut"));
        site.inject(Fault.otherBytes().on(SiteOperation.FETCH).about("bytes"));
        site.inject(Fault.otherSize().on(SiteOperation.FETCH).about("size"));
        site.inject(Fault.noBytes().on(SiteOperation.FETCH).about("none"));
        site.inject(Fault.cutOff().on(SiteOperation.FETCH).about("cut"));

        start(PASSWORD);
        await().until(() -> kamelets.received().size() == items.size());

        assertThat(kamelets.failures()).isNotEmpty();
        for (Sent sent : kamelets.received()) {
            assertThat(sent.content()).isEqualTo(content(sent.id()));
        }
    }

    @Test
    void reportsAnItemOverTheLimitWithoutFetchingIt() throws Exception {
        site.add(SiteItem.of("large", "chat", archivedAt(), new byte[6000]));
        item("small");

        start(PASSWORD);
        await().until(() -> !kamelets.failures().isEmpty());

        assertThat(kamelets.received()).extracting(Sent::id).containsExactly("small");
        assertThat(site.fetches("large")).isZero();
    }

    @Test
    void sendsAnItemAgainThatItsRouteDidNotAccept() throws Exception {
        item("1");
        item("2");
        kamelets().refuse("1");

        kamelets.load(ROUTE.replace("ERRORS\n", ""));
        await().until(() -> kamelets.received().size() == 2);

        assertThat(kamelets.received()).extracting(Sent::id).containsExactly("2", "1");
    }

    static Stream<Fault> faultsOfListings() {
        return Stream.of(
                Fault.garbage(),
                Fault.truncated(),
                Fault.sameCursor().times(2),
                Fault.wrongTotal(1).times(2));
    }

    @ParameterizedTest
    @MethodSource("faultsOfListings")
    void reportsAListingThatIsNoneThatRepeatsAPageOrLacksItems(Fault fault) throws Exception {
        item("1");
        item("2");
        item("3");
        site.inject(fault.on(SiteOperation.LIST));

        start(PASSWORD);
        await().until(() -> kamelets.received().size() == 3);
        polls(1);

        assertThat(kamelets.failures()).hasSize(1);
        assertThat(from(listings().get(1))).isEqualTo(from(listings().get(0)));
        assertThat(kamelets.received()).extracting(Sent::id).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void endsThePollWhenTheArchiveDoesNotAnswerInTime() throws Exception {
        item("1");
        Hold hold = site.hold(SiteOperation.FETCH);

        kamelets().load(route().replace("responseTimeout: 5000", "responseTimeout: 300"));
        await().until(() -> !kamelets.failures().isEmpty());
        hold.release();

        await().until(() -> kamelets.received().size() == 1);
    }

    @Test
    void reportsTheItemsThatItNoLongerRetries() throws Exception {
        item("1");

        kamelets().load(route().replace("period: 200ms", "period: 200ms\n        retryFor: 1h"));
        await().until(() -> windows() > 0);

        assertThat(Duration.between(from(listings().get(0)), to(listings().get(0))))
                .isEqualTo(Duration.ofHours(1));
        assertThat(kamelets.received()).isEmpty();
    }

    private SiteItem item(String id) {
        SiteItem item = SiteItem.of(id, "chat", archivedAt(), content(id));
        site.add(item);
        return item;
    }

    private static byte[] content(String id) {
        return ("Subject: Ü\r\n\r\n" + id).getBytes(StandardCharsets.UTF_8);
    }

    private static Instant archivedAt() {
        return Instant.now().minus(2, ChronoUnit.HOURS);
    }

    private void start(String password) throws Exception {
        settings.put("password", password);
        kamelets().load(route());
    }

    private static String route() {
        return ROUTE.replace("ERRORS\n", ERROR_HANDLER.indent(4));
    }

    private KameletsUnderTest kamelets() {
        settings.put("url", site.url().toString());
        settings.putIfAbsent("password", PASSWORD);
        kamelets = new KameletsUnderTest(settings);
        return kamelets;
    }

    /** Waits for this number of further windows. */
    private void polls(int number) {
        int before = windows();
        await().until(() -> windows() >= before + number);
    }

    private int windows() {
        return listings().size();
    }

    /** The queries of the first pages, in their order. */
    private List<Map<String, String>> listings() {
        return site.requests().stream()
                .filter(request -> request.operation().equals(SiteOperation.LIST.name()))
                .map(request -> request.query())
                .filter(query -> !query.containsKey("cursor"))
                .toList();
    }

    private static Instant from(Map<String, String> query) {
        return Instant.parse(query.get("archivedFrom"));
    }

    private static Instant to(Map<String, String> query) {
        return Instant.parse(query.get("archivedTo"));
    }
}
