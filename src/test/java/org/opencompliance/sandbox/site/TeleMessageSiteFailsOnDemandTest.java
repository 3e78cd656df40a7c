package org.opencompliance.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.sandbox.Web;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.Hold;

class TeleMessageSiteFailsOnDemandTest {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final String LIST = "/archive/v1/items?network=wechat&archivedFrom=2026-11-20T00:00:00Z"
            + "&archivedTo=2026-11-21T00:00:00Z&limit=2";

    private final TeleMessageSite site = TeleMessageSite.start("a", "b", Clock.systemUTC(), 7);
    private final Web web = new Web(site.url()).header("Authorization", "Basic YTpi");

    @BeforeEach
    void fill() {
        for (int i = 0; i < 5; i++) {
            byte[] content = "content of %d".formatted(i).getBytes(StandardCharsets.UTF_8);
            site.add(SiteItem.of("item" + i, "chat", DAY.plusSeconds(i), content));
        }
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aStatusLastsForAsManyRequestsAsToldAndStrikesOnlyItsAim() {
        site.inject(Fault.status(503).on(SiteOperation.FETCH).about("item1").times(2));

        assertThat(web.get(LIST).status()).isEqualTo(200);
        assertThat(fetch("item0").status()).isEqualTo(200);
        assertThat(fetch("item1").status()).isEqualTo(503);
        assertThat(fetch("item1").status()).isEqualTo(503);
        assertThat(fetch("item1").status()).isEqualTo(200);
    }

    @Test
    void aThrottledAnswerSaysHowLongOrUntilWhen() {
        site.inject(Fault.status(429).retryAfter(3));
        site.inject(Fault.status(429)
                .retryAfter(Instant.parse("2026-11-05T10:00:00Z"))
                .on(SiteOperation.FETCH));

        assertThat(web.get(LIST).header("Retry-After")).contains("3");
        assertThat(fetch("item0").header("Retry-After")).contains("Thu, 05 Nov 2026 10:00:00 GMT");
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        site.inject(Fault.status(500).withProbability(0.5));
        List<Integer> first = twentyFetches(web);
        try (TeleMessageSite same = TeleMessageSite.start("a", "b", Clock.systemUTC(), 7)) {
            same.add(SiteItem.of("item0", "chat", DAY, new byte[] {1}));
            same.inject(Fault.status(500).withProbability(0.5));
            Web other = new Web(same.url()).header("Authorization", "Basic YTpi");

            assertThat(twentyFetches(other)).isEqualTo(first).contains(200, 500);
        }
    }

    @Test
    void aDroppedConnectionGivesNoAnswer() {
        // always, because the JDK's client retries by itself
        site.inject(Fault.dropped().always());
        assertThatThrownBy(() -> fetch("item0")).isInstanceOf(UncheckedIOException.class);
        assertThat(site.fetches()).isPositive();
        site.clearFaults();
        assertThat(fetch("item0").status()).isEqualTo(200);
    }

    @Test
    void anAnswerCutOffIsNoticedByItsLength() {
        site.inject(Fault.cutOff());
        assertThatThrownBy(() -> fetch("item0")).isInstanceOf(UncheckedIOException.class);
        assertThat(fetch("item0").text()).isEqualTo("content of 0");
    }

    @Test
    void garbageAndATruncatedPageAreNoJson() {
        site.inject(Fault.garbage());
        assertThat(web.get(LIST).text()).startsWith("<!DOCTYPE html>");
        site.inject(Fault.truncated());
        Web.Reply reply = web.get(LIST);
        assertThat(reply.status()).isEqualTo(200);
        assertThatThrownBy(reply::json).hasCauseInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aCursorCanBeTheSameForEver() {
        site.inject(Fault.sameCursor().always());
        String cursor = cursor(web.get(LIST));
        for (int i = 0; i < 3; i++) {
            Web.Reply page = next(cursor);
            assertThat(cursor(page)).isEqualTo(cursor);
        }
    }

    @Test
    void theControlTotalCanBeWrong() {
        site.inject(Fault.wrongTotal(-2));
        assertThat(web.get(LIST).json().path("totalCount").asInt()).isEqualTo(3);
        assertThat(web.get(LIST).json().path("totalCount").asInt()).isEqualTo(5);
    }

    @Test
    void anEntryCanBeOnTwoPages() {
        site.inject(Fault.doubledEntry().always());
        JsonNode second = next(cursor(web.get(LIST))).json();
        assertThat(second.findValuesAsText("id")).containsExactly("item1", "item2", "item3");
        assertThat(second.path("totalCount").asInt()).isEqualTo(5);
    }

    @Test
    void bytesCanDifferFromTheListing() {
        site.inject(Fault.otherBytes());
        byte[] other = fetch("item0").body();
        assertThat(other).hasSize(12);
        assertThat(Digest.of(other)).isNotEqualTo(Digest.of("content of 0".getBytes(StandardCharsets.UTF_8)));
        site.inject(Fault.otherSize());
        assertThat(fetch("item0").body()).hasSize(13);
        site.inject(Fault.noBytes());
        assertThat(fetch("item0").body()).isEmpty();
        assertThat(fetch("item0").text()).isEqualTo("content of 0");
    }

    @Test
    void anAnswerCanBeSlow() {
        site.inject(Fault.slow(Duration.ofMillis(150)));
        long start = System.nanoTime();
        assertThat(fetch("item0").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void anAnswerCanBeHeldUntilItIsReleased() throws InterruptedException {
        Hold hold = site.hold(SiteOperation.FETCH);
        CompletableFuture<Integer> status =
                CompletableFuture.supplyAsync(() -> fetch("item0").status());

        assertThat(hold.awaitArrived(Duration.ofSeconds(10))).isTrue();
        assertThat(status).isNotDone();
        hold.release();
        assertThat(status).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(200);
    }

    private static List<Integer> twentyFetches(Web web) {
        return IntStream.range(0, 20)
                .mapToObj(i -> web.get("/archive/v1/items/item0").status())
                .toList();
    }

    private Web.Reply fetch(String id) {
        return web.get("/archive/v1/items/" + id);
    }

    private Web.Reply next(String cursor) {
        return web.get(LIST + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
    }

    private static String cursor(Web.Reply page) {
        return page.json().path("nextCursor").asText();
    }
}
