package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.exchange.operation.InternetMessageIds;
import org.opencompliance.archiver.exchange.support.ExchangeTest;
import org.opencompliance.archiver.exchange.support.Received;
import org.opencompliance.archiver.exchange.support.Reply;
import org.opencompliance.archiver.exchange.support.TestMail;

/** Imports that wait for one mailbox, and each look once: the first look holds the mailbox until all others wait. */
class MicrosoftExchangeSharedLookTest extends ExchangeTest {

    private static final String CREATE = "POST /mailFolders/folder-1/messages";
    private static final String NONE = "{\"value\": []}";
    /** The id of the message that the fixture of a creation returns. */
    private static final String WITNESS = "<kept@archive.invalid>";

    private final CountDownLatch gate = new CountDownLatch(1);
    private CompletableFuture<Exchange> running;

    @AfterEach
    void release() {
        gate.countDown();
    }

    /** The mailbox has a message of this process, and its next look waits for the gate. */
    private void busy(Reply... next) {
        happy().on(SEARCH, Reply.json(200, NONE), Reply.json(200, NONE).behind(gate))
                .on(SEARCH, next);
        assertThat(importItem("witness").join().getException()).isNull();
        running = importItem("running");
        Awaitility.await().until(() -> searches().size() == 2);
    }

    private CompletableFuture<Exchange> importItem(String item, Object... headers) {
        List<Object> all = new ArrayList<>(List.of(
                MicrosoftExchangeConstants.ITEM_ID, item, MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.ONCE));
        all.addAll(List.of(headers));
        return startImport(TestMail.of(), all.toArray());
    }

    /** Imports the items, which wait together, and returns when all ended. */
    private List<Exchange> importTogether(String... items) {
        List<CompletableFuture<Exchange>> waiting =
                Stream.of(items).map(item -> importItem(item)).toList();
        gate.countDown();
        assertThat(running.join().getException()).isNull();
        return waiting.stream().map(CompletableFuture::join).toList();
    }

    private List<Received> searches() {
        return graph.received(SEARCH);
    }

    private static String id(String item) {
        return InternetMessageIds.of("wechat", item, MAILBOX);
    }

    private static Reply found(String... internetMessageIds) {
        return Reply.json(
                200,
                Stream.of(internetMessageIds)
                        .map(id -> "{\"id\": \"of " + id + "\", \"internetMessageId\": \"" + id
                                + "\", \"parentFolderId\": \"folder-1\", \"isDraft\": false,"
                                + " \"sentDateTime\": \"2026-11-20T08:15:30Z\","
                                + " \"receivedDateTime\": \"2026-11-20T08:15:30Z\"}")
                        .collect(Collectors.joining(", ", "{\"value\": [", "]}")));
    }

    private static List<Object> created(List<Exchange> exchanges) {
        return exchanges.stream()
                .map(one -> one.getMessage().getHeader(MicrosoftExchangeConstants.CREATED))
                .toList();
    }

    @Test
    void takesOneRequestWithTheWitnessLast() {
        busy(found(WITNESS));

        List<Exchange> ended = importTogether("a", "b", "c");

        assertThat(created(ended)).containsOnly(true);
        assertThat(searches()).hasSize(3);
        assertThat(searches().get(2).query())
                .contains("$filter=internetMessageId eq '" + id("a") + "' or internetMessageId eq '" + id("b")
                        + "' or internetMessageId eq '" + id("c") + "' or internetMessageId eq '" + WITNESS + "'&");
    }

    @Test
    void givesEachImportItsOwnMessages() {
        busy(found(id("b"), WITNESS, id("b")));

        List<Exchange> ended = importTogether("a", "b", "c");

        assertThat(created(ended)).containsExactly(true, false, true);
        assertThat(ended.get(1).getMessage().getHeaders())
                .contains(
                        entry(MicrosoftExchangeConstants.FOUND, List.of("of " + id("b"), "of " + id("b"))),
                        entry(MicrosoftExchangeConstants.REQUEST_ID, "req-1"));
        assertThat(graph.received(CREATE)).hasSize(4);
    }

    static List<Reply> notEvidence() {
        return List.of(
                Reply.json(200, NONE),
                found(id("a")),
                found(WITNESS, "<foreign@contoso.com>"),
                Reply.json(200, "{\"value\": [{\"id\": \"x\"}]}"),
                Reply.error(400, "ErrorRestrictionTooComplex"),
                Reply.error(414, ""));
    }

    @ParameterizedTest
    @MethodSource("notEvidence")
    void isFollowedByALookForEachWhereItsAnswerDoesNotCount(Reply answer) {
        busy(answer, Reply.json(200, NONE), found(id("b")), Reply.json(200, NONE));

        List<Exchange> ended = importTogether("a", "b", "c");

        assertThat(created(ended)).containsExactly(true, false, true);
        assertThat(searches()).hasSize(6);
        assertThat(searches().subList(3, 6)).noneMatch(one -> one.query().contains(" or "));
    }

    @Test
    void isNotTriedAgainSoonWhereItsAnswerDidNotCount() {
        busy(Reply.json(200, NONE));
        importTogether("a", "b", "c");

        List<CompletableFuture<Exchange>> later =
                Stream.of("d", "e", "f").map(item -> importItem(item)).toList();

        assertThat(later).allMatch(one -> one.join().getException() == null);
        assertThat(searches().subList(3, 9)).noneMatch(one -> one.query().contains(" or "));
    }

    @Test
    void failsOnlyTheImportsWhoseOwnLooksFailToo() {
        busy(Reply.error(503, "ErrorServerBusy"), Reply.json(200, NONE), Reply.error(503, "ErrorServerBusy"));

        List<Exchange> ended = importTogether("a", "b");

        assertThat(created(ended.subList(0, 1))).containsOnly(true);
        assertThat(failure(ended.get(1), MicrosoftExchangeUnavailableException.class)
                        .isOutcomeUnknown())
                .isFalse();
        assertThat(searches()).hasSize(5);
        assertThat(graph.received(CREATE)).hasSize(3);
    }

    @Test
    void isRefusedWithItsMailboxAndNotRepeatedForEachImport() {
        busy(Reply.error(403, "ErrorAccessDenied"));
        List<CompletableFuture<Exchange>> waiting =
                Stream.of("a", "b").map(item -> importItem(item)).toList();

        gate.countDown();

        assertThat(waiting).allSatisfy(one -> failure(one.join(), MicrosoftExchangeUnavailableException.class));
        assertThat(searches()).hasSize(3);
    }

    @Test
    void keepsTheOrderOfItsImports() {
        busy(found(WITNESS));

        importTogether("a", "b", "c", "d");

        assertThat(graph.received(CREATE).stream()
                        .map(one -> one.json().path("internetMessageId").asText())
                        .toList()
                        .subList(2, 6))
                .containsExactly(id("a"), id("b"), id("c"), id("d"));
    }

    @Test
    void waitsForAThrottledMailboxAndThenAsksTheSame() {
        busy(Reply.error(429, "ApplicationThrottled").with("Retry-After", "0"), found(WITNESS));

        List<Exchange> ended = importTogether("a", "b");

        assertThat(created(ended)).containsOnly(true);
        assertThat(searches()).hasSize(4);
        assertThat(searches().get(3).query()).isEqualTo(searches().get(2).query());
    }

    @Test
    void createsNothingWhereAMailboxIsThrottledForLong() {
        busy(Reply.error(429, "ApplicationThrottled").with("Retry-After", "600"));

        List<CompletableFuture<Exchange>> waiting =
                Stream.of("a", "b").map(item -> importItem(item)).toList();
        gate.countDown();

        assertThat(waiting).allSatisfy(one -> failure(one.join(), MicrosoftExchangeThrottledException.class));
        assertThat(graph.received(CREATE)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void readsAllPagesOfItsAnswer() {
        String path = "/v1.0/users/" + MAILBOX + "/messages?$skip=1";
        busy(
                Reply.json(
                        200, "{\"value\": [], \"@odata.nextLink\": \"$BASE/users/" + MAILBOX + "/messages?$skip=1\"}"),
                found(id("a"), WITNESS));

        List<Exchange> ended = importTogether("a", "b");

        assertThat(created(ended)).containsExactly(false, true);
        assertThat(searches()).hasSize(4);
        assertThat(searches().get(3).path() + "?" + searches().get(3).query()).isEqualTo(path);
    }

    @Test
    void createsNothingWhereTheRestOfItsAnswerIsElsewhere() {
        busy(Reply.json(200, "{\"value\": [], \"@odata.nextLink\": \"https://elsewhere.example/v1.0/x\"}"));

        List<Exchange> ended = importTogether("a", "b");

        assertThat(ended).allSatisfy(one -> failure(one, MicrosoftExchangeUnavailableException.class));
        assertThat(graph.received(CREATE)).hasSize(2);
    }

    @Test
    void endsWithTheComponent() {
        busy(found(WITNESS));
        List<CompletableFuture<Exchange>> waiting =
                Stream.of("a", "b").map(item -> importItem(item)).toList();

        component.stop();

        assertThat(waiting).allSatisfy(one -> failure(one.join(), MicrosoftExchangeUnavailableException.class));
        assertThat(graph.received(CREATE)).hasSize(1);
    }

    @Test
    void leavesTheLastWordToTheFenceOfEachImport() {
        busy(found(WITNESS));
        CompletableFuture<Exchange> fenced =
                importItem("a", MicrosoftExchangeConstants.FENCE, (WriteFence) timeout -> false);

        List<Exchange> ended = importTogether("b");

        failure(fenced.join(), MicrosoftExchangeFencedException.class);
        assertThat(created(ended)).containsOnly(true);
        assertThat(searches()).hasSize(3);
        assertThat(graph.received(CREATE)).hasSize(3);
    }

    @Test
    void keepsWithinAShortUrl() {
        busy(found(WITNESS));

        List<Exchange> ended =
                importTogether(IntStream.range(0, 15).mapToObj(i -> "item-" + i).toArray(String[]::new));

        assertThat(created(ended)).containsOnly(true);
        assertThat(searches()).hasSize(4);
        assertThat(searches()).allMatch(one -> one.query().split(" or ").length <= 13);
    }

    @Test
    void beginsWithTheFirstMessageOfTheMailbox() {
        happy().on(SEARCH, Reply.json(200, NONE).behind(gate), Reply.json(200, NONE));
        running = importItem("running");

        List<Exchange> ended = importTogether("a", "b");

        assertThat(created(ended)).containsOnly(true);
        assertThat(searches()).hasSize(3).noneMatch(one -> one.query().contains(" or "));
    }

    @Test
    void isOnlyForImportsThatLookOnce() {
        busy(found(WITNESS), Reply.json(200, NONE));
        CompletableFuture<Exchange> doubtful =
                importItem("a", MicrosoftExchangeConstants.LOOK, MicrosoftExchangeLook.REPEATED);

        importTogether("b", "c");

        assertThat(doubtful.join().getException()).isNull();
        assertThat(searches())
                .filteredOn(one -> one.query().contains(" or "))
                .hasSize(1)
                .noneMatch(one -> one.query().contains(id("a")));
    }

    @Test
    void canBeSwitchedOff() {
        component.stop();
        component.setMaxLooksPerRequest(1);
        component.start();
        busy(Reply.json(200, NONE));

        importTogether("a", "b");

        assertThat(searches()).hasSize(4).noneMatch(one -> one.query().contains(" or "));
    }
}
