package org.opencompliance.archiver.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

class DoubtfulDeliveriesAreAwaitedTest {

    private static final StagedItem ITEM = WorkArea.item("item-1");
    private static final WorkOrder ORDER = WorkOrder.of(ITEM);

    @TempDir
    Path directory;

    private WorkArea area;
    private ItemImport work;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
        work = area.patientWork(area.patientDesk("first"));
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private ImportAttempt doubted() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        work.plan(attempt, WorkArea.mapping("ann", "ben"), List.of(), 10);
        work.deliveries().failed(attempt, "ann", true);
        work.deliveries().failed(attempt, "ben", false);
        return attempt;
    }

    private Settlement settle(ImportAttempt attempt) throws IOException {
        return work.settle(attempt, ORDER).toCompletableFuture().join();
    }

    private ImportAttempt next(Duration later) throws IOException {
        area.clock.advance(later);
        return work.begin(ORDER);
    }

    private Delivery ann() throws IOException {
        return area.record(ITEM).delivery("ann");
    }

    @Test
    void theRecordRemembersWhenTheDoubtfulWriteWas() throws IOException {
        settle(doubted());

        assertThat(ann().doubtedAt()).isEqualTo(WorkArea.NOW);
        assertThat(area.record(ITEM).delivery("ben").doubtedAt()).isNull();
        assertThat(next(Duration.ofMinutes(1)).doubtedAt("ann")).isEqualTo(WorkArea.NOW);
    }

    @Test
    void nothingIsCreatedBeforeThePatienceIsOver() throws IOException {
        settle(doubted());

        ImportAttempt early = next(WorkArea.PATIENCE.minusMillis(1));
        assertThat(early.look("ann")).isEqualTo("await");
        assertThat(early.look("ben")).isEqualTo("once");
        work.deliveries().awaited(early, "ann");
        settle(early);

        assertThat(next(Duration.ofMillis(1)).look("ann")).isEqualTo("repeated");
    }

    @Test
    void lookingIsNoTryAndIsDoneEverLessOften() throws IOException {
        settle(doubted());
        int tries = ann().tries();

        Duration waited = Duration.ofSeconds(30);
        for (Duration pause :
                List.of(30, 60, 120, 240, 120).stream().map(Duration::ofSeconds).toList()) {
            ImportAttempt turn = next(waited);
            assertThat(turn.look("ann")).isEqualTo("await");
            work.deliveries().awaited(turn, "ann");
            waited = settle(turn).again();
            assertThat(waited).isEqualTo(pause);
        }

        assertThat(next(waited).look("ann")).isEqualTo("repeated");
        assertThat(ann().tries()).isEqualTo(tries);
    }

    @Test
    void itIsTakenUpAgainSoonWhenOtherDeliveriesAsForIt() throws IOException {
        settle(doubted());
        ImportAttempt turn = next(Duration.ofMinutes(4));

        work.deliveries().awaited(turn, "ann");
        work.deliveries().throttled(turn, "ben", Duration.ofSeconds(7), false);

        assertThat(settle(turn).again()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void whatALookFoundIsDeliveredOnce() throws IOException {
        settle(doubted());
        ImportAttempt turn = next(Duration.ofMinutes(1));

        work.deliveries().delivered(turn, "ann", "m1", List.of("m1"));
        work.deliveries().delivered(turn, "ben", "m2", null);

        assertThat(settle(turn).done()).isTrue();
        assertThat(ann().disposition()).isEqualTo(Disposition.IMPORTED);
        assertThat(ann().message()).isEqualTo("m1");
        assertThat(area.ledger.events(EventType.DOUBLE_FOUND)).isEmpty();
    }

    @Test
    void anotherDoubtfulWriteBeginsThePatienceAnew() throws IOException {
        settle(doubted());
        ImportAttempt turn = next(WorkArea.PATIENCE);
        assertThat(turn.look("ann")).isEqualTo("repeated");
        work.deliveries().failed(turn, "ann", true);
        settle(turn);

        assertThat(next(WorkArea.PATIENCE.minusMillis(1)).look("ann")).isEqualTo("await");
    }

    @Test
    void throttlingAndRefusalsAfterACreationAreDoubtsToo() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        work.plan(attempt, WorkArea.mapping("ann", "ben"), List.of(), 10);
        work.deliveries().throttled(attempt, "ann", Duration.ofSeconds(1), true);
        work.deliveries().refused(attempt, "ben", Reason.MAILBOX_FULL, true);
        settle(attempt);

        ImportAttempt next = next(Duration.ofMinutes(9));

        assertThat(next.look("ann")).isEqualTo("await");
        assertThat(next.look("ben")).isEqualTo("await");
    }

    @Test
    void aWorkerThatEndedWithoutAWordMayHaveWrittenUntilItsClaimEnded() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        work.plan(attempt, WorkArea.mapping("ann"), List.of(), 10);
        Instant until = area.record(ITEM).claim().until();
        ItemImport second = area.patientWork(area.patientDesk("second"));

        area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));
        ImportAttempt taken = second.begin(ORDER);

        assertThat(taken.look("ann")).isEqualTo("await");
        assertThat(taken.doubtedAt("ann")).isEqualTo(until);
        second.deliveries().awaited(taken, "ann");
        second.settle(taken, ORDER).toCompletableFuture().join();
        area.clock.advance(WorkArea.PATIENCE);
        assertThat(second.begin(ORDER).look("ann")).isEqualTo("repeated");
    }

    @Test
    void aDoubtOfAnEarlierVersionCountsFromNowOn() throws IOException {
        settle(doubted());
        String undated = new String(
                        area.store.read(ITEM.recordName()).orElseThrow().content(), UTF_8)
                .replaceAll("\"doubtedAt\":(\"[^\"]*\"|[0-9.]+|null),?", "")
                .replace(",}", "}");
        assertThat(undated).contains("\"uncertain\":true").doesNotContain("doubtedAt");
        area.rewrite(ITEM.recordName(), undated);
        ImportAttempt turn = next(Duration.ofDays(1));

        assertThat(turn.look("ann")).isEqualTo("await");
        assertThat(turn.doubtedAt("ann")).isEqualTo(area.clock.instant());
    }

    @Test
    void aReplayAfterThePatienceLooksRepeatedly() throws IOException {
        ImportAttempt attempt = doubted();
        work.deliveries().park(attempt, "ann", Reason.RETRIES_EXHAUSTED, "detail");
        work.deliveries().delivered(attempt, "ben", "m2");
        settle(attempt);
        area.clock.advance(WorkArea.PATIENCE);
        ImportAttempt replay = work.begin(ORDER);
        work.plan(replay, WorkArea.mapping("ann", "ben"), List.of(), 10);

        assertThat(replay.look("ann")).isEqualTo("repeated");
    }

    /** Created again, after the first has not been found for as long as the patience. */
    private void createdAgain() throws IOException {
        settle(doubted());
        ImportAttempt turn = next(WorkArea.PATIENCE);
        work.deliveries().delivered(turn, "ann", "m2", null);
        work.deliveries().delivered(turn, "ben", "m3", List.of());
        assertThat(settle(turn).again()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void afterASecondCreationTheFirstIsLookedForOnceMore() throws IOException {
        createdAgain();

        assertThat(ann().open()).isTrue();
        assertThat(ann().message()).isEqualTo("m2");
        ImportAttempt turn = next(Duration.ofMinutes(1));
        assertThat(turn.openDeliveries()).extracting(Delivery::mailbox).containsExactly("ann");
        assertThat(turn.look("ann")).isEqualTo("await");
    }

    @Test
    void aFirstOneThatIsFoundThenIsToldAsADouble() throws IOException {
        createdAgain();
        ImportAttempt turn = next(Duration.ofMinutes(1));

        work.deliveries().delivered(turn, "ann", "m1", List.of("m1", "m2"));

        assertThat(settle(turn).done()).isTrue();
        assertThat(ann().message()).isEqualTo("m1");
        assertThat(area.ledger.events(EventType.DOUBLE_FOUND)).singleElement().satisfies(event -> {
            assertThat(event.mailbox()).isEqualTo("ann");
            assertThat(event.details()).containsEntry("messages", 2).containsEntry("ids", "m1 m2");
        });
    }

    @Test
    void aFirstOneThatIsFoundAloneIsADoubleOfWhatWasCreated() throws IOException {
        createdAgain();
        ImportAttempt turn = next(Duration.ofMinutes(1));

        work.deliveries().delivered(turn, "ann", "m1", List.of("m1"));

        assertThat(settle(turn).done()).isTrue();
        assertThat(area.ledger.events(EventType.DOUBLE_FOUND)).hasSize(1);
    }

    @Test
    void theSecondOneAloneIsBelievedWhenThePatienceIsOver() throws IOException {
        createdAgain();
        ImportAttempt early = next(WorkArea.PATIENCE.minusMillis(1));
        work.deliveries().delivered(early, "ann", "m2", List.of("m2"));
        assertThat(settle(early).again()).isEqualTo(Duration.ofMillis(1));
        ImportAttempt late = next(Duration.ofMillis(1));

        work.deliveries().delivered(late, "ann", "m2", List.of("m2"));

        assertThat(settle(late).done()).isTrue();
        assertThat(ann().message()).isEqualTo("m2");
        assertThat(area.ledger.events(EventType.DOUBLE_FOUND)).isEmpty();
        assertThat(area.ledger.events(EventType.DELIVERED)).hasSize(2);
    }

    @Test
    void theSecondOneIsNotCreatedAThirdTimeWhenNoLookFindsIt() throws IOException {
        createdAgain();
        ImportAttempt early = next(Duration.ofMinutes(9));
        work.deliveries().awaited(early, "ann");
        assertThat(settle(early).done()).isFalse();
        ImportAttempt late = next(Duration.ofMinutes(1));
        assertThat(late.look("ann")).isEqualTo("await");

        work.deliveries().awaited(late, "ann");

        assertThat(settle(late).done()).isTrue();
        assertThat(ann().message()).isEqualTo("m2");
    }

    @Test
    void aDeliveryThatIsGivenUpKeepsWhatWasCreated() throws IOException {
        createdAgain();
        ImportAttempt turn = next(Duration.ofMinutes(1));
        work.deliveries().park(turn, "ann", Reason.REJECTED, "detail");
        settle(turn);
        ImportAttempt replay = next(Duration.ofDays(1));
        work.plan(replay, WorkArea.mapping("ann", "ben"), List.of(), 10);

        assertThat(replay.look("ann")).isEqualTo("await");
        assertThat(replay.record().delivery("ann").message()).isEqualTo("m2");
    }
}
