package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.request.Outcome;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.request.RequestStatus;
import org.opencompliance.archiver.request.RequestStatus.State;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteOperation;

class CarryOutRequestsRouteTest {

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        archiver = ArchiverUnderTest.start(sandbox, directory, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        sandbox.clearFaults();
        scene = sandbox.scene();
    }

    private RequestAnswer ask(String command, Instant from, Instant to, String reason) throws IOException {
        String id = UUID.randomUUID().toString();
        return answer(new Request(id, command, from, to, reason, null, "a person", SandboxUnderTest.NOW));
    }

    private RequestAnswer answer(Request request) throws IOException {
        Requests requests = archiver.bean("requests", Requests.class);
        requests.leave(request);
        await().until(() -> requests.answerTo(request).isPresent());
        return requests.answerTo(request).orElseThrow();
    }

    private RequestAnswer collect() throws IOException {
        return ask("collect", scene.from(), scene.to(), null);
    }

    @Test
    void aRangeIsCollectedAndAnsweredWithItsReport() throws IOException {
        scene.add(3);

        RequestAnswer answer = collect();

        assertThat(answer.good()).isTrue();
        assertThat(answer.run()).isNotNull();
        assertThat(scene.archived("ann")).hasSize(3);
        assertThat(archiver.ledger(EventType.COMMAND)).last().satisfies(line -> assertThat(line.text("command"))
                .isEqualTo("collect"));
        LocalDate day = LocalDate.ofInstant(sandbox.clock().instant(), ZoneOffset.UTC);
        assertThat(archiver.stored("reports/wechat/" + day + "/" + answer.run()))
                .isEqualTo(3);
    }

    @Test
    void aRangeWithNothingNewIsAnsweredAsWell() throws IOException {
        scene.add(1);

        assertThat(collect().good()).isTrue();
        assertThat(collect().good()).isTrue();
    }

    @Test
    void aRangeThatCannotBeCompletedIsAnsweredAsBad() throws IOException {
        scene.add(1);
        sandbox.site().inject(Fault.status(401).on(SiteOperation.LIST).always());

        assertThat(collect().good()).isFalse();
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsAnsweredWithAReason() throws IOException {
        RequestAnswer answer = ask("collect", scene.to(), scene.from(), null);

        assertThat(answer.good()).isFalse();
        assertThat(answer.text()).isNotEmpty();
    }

    @Test
    void aReplayIsAnsweredWhenItsTurnsAreOver() throws IOException {
        scene.add("one");
        sandbox.tenant()
                .inject(Fault.status(413, "ErrorMessageSizeExceeded")
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ann")));
        archiver.collectAndImport(scene);

        RequestAnswer answer = ask("replay", null, null, "rejected");

        assertThat(answer.good()).isTrue();
        assertThat(answer.text()).contains("1 items").contains("0 dead letters left");
        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    void aReplayOfAnItemThatThereIsNotFailsAndNamesIt() throws IOException {
        Request request = new Request(
                UUID.randomUUID().toString(), "replay", null, null, null, "消息-no", "ann", SandboxUnderTest.NOW);
        RequestAnswer answer = answer(request);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.text()).contains("no open dead letter of the item 消息-no");
    }

    @Test
    void aRangeWithParkedItemsIsNotAnsweredAsIfAllWereWell() throws IOException {
        scene.add("one");
        sandbox.tenant()
                .inject(Fault.status(413, "ErrorMessageSizeExceeded")
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ann")));

        RequestAnswer answer = collect();

        assertThat(answer.good()).isTrue();
        assertThat(answer.outcome()).isEqualTo(Outcome.PARKED);
        assertThat(ask("replay", null, null, "rejected").outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aDiscardEndsTheDeadLettersOfAnItemAndRecordsWhoAndWhy() throws IOException {
        scene.add("one");
        sandbox.tenant()
                .inject(Fault.status(413, "ErrorMessageSizeExceeded")
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ann")));
        collect();
        DeadLetters letters = archiver.bean("deadLetters", DeadLetters.class);
        String item = letters.list("rejected").get(0).listed().id();

        RequestAnswer answer = answer(Request.discard(item, "a duplicate", "ann"));

        assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
        assertThat(answer.text()).startsWith("1 dead letters of the item " + item);
        assertThat(letters.list("rejected")).isEmpty();
        assertThat(letters.ofId(item)).singleElement().satisfies(letter -> {
            assertThat(letter.ending().by()).isEqualTo("ann");
            assertThat(letter.ending().why()).isEqualTo("a duplicate");
        });
        assertThat(archiver.ledger(EventType.DEAD_LETTER_ENDED)).last().satisfies(line -> {
            assertThat(line.text("end")).isEqualTo("discarded");
            assertThat(line.text("by")).isEqualTo("ann");
            assertThat(line.text("why")).isEqualTo("a duplicate");
        });
        assertThat(answer(Request.discard(item, "again", "ann")).outcome()).isEqualTo(Outcome.FAILED);
    }

    /** Parks two items as rejected. @return the names of their dead letters */
    private List<String> parkTwo() throws IOException {
        scene.add("one");
        scene.add("two");
        sandbox.tenant()
                .inject(Fault.status(413, "ErrorMessageSizeExceeded")
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ann"))
                        .times(2));
        collect();
        return archiver.bean("deadLetters", DeadLetters.class).list("rejected").stream()
                .map(DeadLetter::name)
                .toList();
    }

    @Test
    void selectedDeadLettersAreReplayedOrDiscardedAndNoOthers() throws IOException {
        List<String> names = parkTwo();
        DeadLetters letters = archiver.bean("deadLetters", DeadLetters.class);
        Requests requests = archiver.bean("requests", Requests.class);
        assertThat(names).hasSize(2);
        Request replay = Request.replay(names.subList(0, 1), "ann");
        assertThat(requests.status(replay.id()).state()).isEqualTo(State.UNKNOWN);

        RequestAnswer replayed = answer(replay);

        assertThat(replayed.text()).isEqualTo("1 items taken up again, 0 dead letters left of those asked for.");
        assertThat(requests.status(replay.id()))
                .isEqualTo(new RequestStatus(
                        replay.id(), State.ENDED, "replay-selected", "ann", "done", null, replayed.text()));
        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(letters.list("rejected")).extracting(DeadLetter::name).containsExactly(names.get(1));

        RequestAnswer discarded = answer(Request.discard(names, "a duplicate", "bob"));

        assertThat(discarded.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(discarded.text()).isEqualTo("1 of 2 dead letters discarded; the others had ended before.");
        assertThat(letters.list("rejected")).isEmpty();
        assertThat(archiver.ledger(EventType.COMMAND))
                .filteredOn(line ->
                        String.valueOf(line.text("command")).endsWith("-selected") && !"cid".equals(line.text("by")))
                .extracting(line -> line.text("command") + " by " + line.text("by"))
                .containsExactly("replay-selected by ann", "discard-selected by bob", "discard-selected by bob");
        assertThat(archiver.ledger(EventType.DEAD_LETTER_ENDED))
                .extracting(line -> line.text("end") + " by " + line.text("by"))
                .contains("discarded by bob");
    }

    @Test
    void aRequestForDeadLettersThatThereAreNotFailsAndIsRecorded() throws IOException {
        Request replay = Request.replay(List.of("dead-letters/wechat/none/item.json"), "cid");

        assertThat(answer(replay).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(archiver.ledger(EventType.COMMAND)).last().satisfies(line -> assertThat(line.text("by"))
                .isEqualTo("cid"));
        assertThat(answer(Request.replay(List.of("state/wechat/progress.json"), "cid"))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void aCommandOfAnotherVersionIsAnswered() throws IOException {
        assertThat(ask("dance", null, null, null).good()).isFalse();
    }
}
