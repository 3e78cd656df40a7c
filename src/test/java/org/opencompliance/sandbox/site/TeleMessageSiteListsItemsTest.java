package org.opencompliance.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.sandbox.AdjustableClock;
import org.opencompliance.sandbox.Web;
import org.opencompliance.sandbox.http.Digest;

class TeleMessageSiteListsItemsTest {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final String LIST =
            "/archive/v1/items?network=wechat&archivedFrom=2026-11-20T00:00:00Z" + "&archivedTo=2026-11-21T00:00:00Z";

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-01T09:08:07Z"));
    private final TeleMessageSite site = TeleMessageSite.start("admin", "pä:密", clock, 1);
    private final Web web = new Web(site.url()).header("Authorization", basic("admin:pä:密"));

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aWindowHoldsItsBeginningAndNotItsEnd() {
        add("before", DAY.minusMillis(1));
        add("first", DAY);
        add("last", DAY.plus(Duration.ofDays(1)).minusMillis(1));
        add("after", DAY.plus(Duration.ofDays(1)));

        assertThat(ids(web.get(LIST).json())).containsExactly("first", "last");
    }

    @Test
    void anEntryTellsTypeTimeSizeAndDigest() {
        add("one", DAY);

        JsonNode entry = web.get(LIST).json().at("/items/0");

        assertThat(entry.path("type").asText()).isEqualTo("chat");
        assertThat(entry.path("archivedAt").asText()).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(entry.path("sizeBytes").asLong()).isEqualTo(3);
        assertThat(entry.path("sha256").asText())
                .isEqualTo(Digest.of(bytes("one")).sha256());
    }

    @Test
    void pagesHoldEveryItemOnceAlthoughOthersComeBetween() {
        for (int i = 0; i < 25; i++) {
            add("item" + i, DAY.plusSeconds(i / 3));
        }
        JsonNode page = web.get(LIST + "&limit=10").json();
        assertThat(page.path("totalCount").asInt()).isEqualTo(25);
        add("late", DAY.plusSeconds(100));
        add("too early for the next pages", DAY);
        List<String> ids = new ArrayList<>(ids(page));
        while (!page.path("nextCursor").isNull()) {
            page = web.get(LIST + "&limit=10&cursor="
                            + encoded(page.path("nextCursor").asText()))
                    .json();
            ids.addAll(ids(page));
        }

        assertThat(ids).hasSize(26).doesNotHaveDuplicates().contains("item24", "late");
        assertThat(site.listings()).isEqualTo(3);
    }

    @Test
    void aCursorThatIsNotEncodedIsUnknown() {
        add("a", DAY);
        add("b", DAY);
        String cursor = web.get(LIST + "&limit=1").json().path("nextCursor").asText();

        assertThat(cursor).contains("+").contains("%");
        assertThat(web.get(LIST + "&limit=1&cursor=" + cursor.replace("%", "%25"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theControlTotalCanBeMissing() {
        site.attestTotal(false);

        assertThat(web.get(LIST).json().has("totalCount")).isFalse();
    }

    @Test
    void aWrongPasswordIsNotLetIn() {
        Web other = new Web(site.url()).header("Authorization", basic("admin:other"));

        assertThat(other.get(LIST).status()).isEqualTo(401);
        assertThat(new Web(site.url()).get(LIST).header("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
    }

    @Test
    void aQueryThatIsIncompleteIsRefused() {
        assertThat(web.get("/archive/v1/items?network=wechat").status()).isEqualTo(400);
        assertThat(web.get(LIST.replace("wechat", "signal")).status()).isEqualTo(400);
        assertThat(web.get(LIST + "&limit=1001").status()).isEqualTo(400);
        assertThat(web.get(LIST + "&limit=all").status()).isEqualTo(400);
    }

    @Test
    void anItemIsFoundByItsEncodedIdOnly() {
        for (String id : List.of("a/b", "a+b", "100%", "with space", "中", "../up", "Case", "case")) {
            add(id, DAY);
            Web.Reply reply = web.get("/archive/v1/items/" + encoded(id));
            assertThat(reply.text()).isEqualTo(id);
            assertThat(reply.header("Content-Type")).contains("message/rfc822");
            assertThat(site.fetches(id)).isEqualTo(1);
        }
        assertThat(web.get("/archive/v1/items/a/b").status()).isEqualTo(404);
        assertThat(web.get("/archive/v1/items/CASE").status()).isEqualTo(404);
    }

    @Test
    void theDateHeaderFollowsTheClock() {
        assertThat(web.get(LIST).header("Date")).contains("Sun, 01 Nov 2026 09:08:07 GMT");
        clock.advance(Duration.ofMinutes(1));
        assertThat(web.get(LIST).header("Date")).contains("Sun, 01 Nov 2026 09:09:07 GMT");
    }

    @Test
    void requestsAreRecordedWithoutThePassword() {
        web.get(LIST + "&limit=7");

        assertThat(site.requests()).singleElement().satisfies(request -> {
            assertThat(request.query()).containsEntry("limit", "7");
            assertThat(request.status()).isEqualTo(200);
            assertThat(request.headers()).containsEntry("authorization", "Basic");
        });
    }

    private void add(String id, Instant archivedAt) {
        site.add(SiteItem.of(id, "chat", archivedAt, bytes(id)));
    }

    private static List<String> ids(JsonNode page) {
        return page.findValuesAsText("id");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(bytes(login));
    }
}
