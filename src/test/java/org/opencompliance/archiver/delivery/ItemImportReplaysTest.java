package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.deadletter.Replays;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

class ItemImportReplaysTest {

    private static final StagedItem ITEM = WorkArea.item("item-1");
    private static final WorkOrder ORDER = WorkOrder.of(ITEM);
    private static final WorkOrder REPLAY = new WorkOrder(ITEM, "the operator", false);

    @TempDir
    Path directory;

    private WorkArea area;
    private ItemImport work;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
        work = area.work(area.claims("first"));
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private void plan(ImportAttempt attempt, String... mailboxes) throws IOException {
        work.plan(attempt, WorkArea.mapping(mailboxes), List.of(), 10);
    }

    private Settlement settle(ImportAttempt attempt, WorkOrder order) throws IOException {
        return work.settle(attempt, order).toCompletableFuture().join();
    }

    /** Ann's delivery is complete, Ben's is parked. */
    private void parkBen() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        plan(attempt, "ann", "ben");
        work.deliveries().delivered(attempt, "ann", "m1");
        work.deliveries().park(attempt, "ben", Reason.REJECTED, "detail");
        settle(attempt, ORDER);
    }

    private void parkUnmapped() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        work.park(attempt, Reason.UNMAPPED, "nobody");
        settle(attempt, ORDER);
    }

    private DeadLetter letter() throws IOException {
        try (var letters = area.deadLetters.of(ITEM)) {
            return letters.findFirst().orElseThrow();
        }
    }

    @Test
    void onlyAReplayMapsAnItemAgain() throws IOException {
        parkBen();

        assertThat(work.begin(ORDER).next()).isNotEqualTo(ImportAttempt.Next.PLAN);
        assertThat(work.begin(REPLAY).next()).isEqualTo(ImportAttempt.Next.PLAN);
    }

    @Test
    void aReplayOfAnItemThatIsBeingWorkedOnMapsNothing() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        plan(attempt, "ann");

        assertThat(area.work(area.claims("second")).begin(REPLAY).next()).isNotEqualTo(ImportAttempt.Next.PLAN);
    }

    @Test
    void aReplayKeepsWhatSucceededAndOpensWhatFailedAndAddsWhatIsNew() throws IOException {
        parkBen();
        ImportAttempt replay = work.begin(REPLAY);

        plan(replay, "cleo");

        assertThat(replay.openDeliveries()).extracting(Delivery::mailbox).containsExactly("ben", "cleo");
        assertThat(replay.record().delivery("ann").message()).isEqualTo("m1");
        assertThat(area.record(ITEM).closed()).isFalse();
    }

    @Test
    void aReplayThatSucceedsEndsTheLetter() throws IOException {
        parkBen();
        ImportAttempt replay = work.begin(REPLAY);
        plan(replay, "ann", "ben");
        assertThat(replay.openDeliveries()).extracting(Delivery::mailbox).containsExactly("ben");
        work.deliveries().delivered(replay, "ben", "m2");

        assertThat(settle(replay, REPLAY).done()).isTrue();

        assertThat(letter().ending().end()).isEqualTo(DeadLetter.End.REPLAYED);
        assertThat(letter().ending().by()).isEqualTo("the operator");
        assertThat(letter().ending().endedAt()).isEqualTo(WorkArea.NOW);
        assertThat(area.ledger.events(EventType.DEAD_LETTER_ENDED)).hasSize(1);
    }

    @Test
    void aReplayThatFailsAgainLeavesOneOpenLetter() throws IOException {
        parkBen();
        ImportAttempt replay = work.begin(REPLAY);
        plan(replay, "ann", "ben");
        work.deliveries().park(replay, "ben", Reason.MAILBOX_FULL, "other detail");
        settle(replay, REPLAY);

        assertThat(area.letters()).extracting(DeadLetter::reason).containsExactly(Reason.MAILBOX_FULL);
    }

    @Test
    void aReplayWithAMappingThatStillFindsNobodyChangesNothing() throws IOException {
        parkUnmapped();
        WorkRecord before = area.record(ITEM);
        ImportAttempt replay = work.begin(REPLAY);
        work.park(replay, Reason.UNMAPPED, "nobody");

        assertThat(settle(replay, REPLAY).done()).isTrue();

        assertThat(area.record(ITEM)).isEqualTo(before);
        assertThat(area.letters()).hasSize(1);
        assertThat(area.ledger.events(EventType.DEAD_LETTER_OPENED)).hasSize(1);
    }

    @Test
    void anUnmappedItemThatIsMappedNowIsDeliveredAndItsLetterEnds() throws IOException {
        parkUnmapped();
        ImportAttempt replay = work.begin(REPLAY);
        plan(replay, "ann");
        work.deliveries().delivered(replay, "ann", "m1");
        settle(replay, REPLAY);

        assertThat(area.letters()).isEmpty();
        assertThat(area.record(ITEM).disposition()).isNull();
        assertThat(area.record(ITEM).closed()).isTrue();
    }

    @Test
    void aReplayWithNothingLeftToDoIsDone() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        plan(attempt, "ann");
        work.deliveries().delivered(attempt, "ann", "m1");
        settle(attempt, ORDER);
        WorkRecord before = area.record(ITEM);
        ImportAttempt replay = work.begin(REPLAY);

        plan(replay, "ann");

        assertThat(settle(replay, REPLAY).done()).isTrue();
        assertThat(area.record(ITEM)).isEqualTo(before);
    }

    @Test
    void twoReplaysAtOnceAreOne() throws IOException {
        parkBen();
        ItemImport second = area.work(area.claims("second"));
        ImportAttempt one = work.begin(REPLAY);
        ImportAttempt other = second.begin(REPLAY);
        plan(one, "ann", "ben");

        second.plan(other, WorkArea.mapping("ann", "ben"), List.of(), 10);

        assertThat(other.next()).isNotEqualTo(ImportAttempt.Next.DELIVER);
        assertThat(area.record(ITEM).claim().owner()).isEqualTo("first");
    }

    @Test
    void aReplayThatACrashEndedIsFinishedByAnyoneAndItsLetterEnds() throws IOException {
        parkBen();
        plan(work.begin(REPLAY), "ann", "ben");
        area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));
        ItemImport second = area.work(area.claims("second"));
        ImportAttempt next = second.begin(ORDER);
        second.deliveries().delivered(next, "ben", "m2");
        second.settle(next, ORDER).toCompletableFuture().join();

        assertThat(area.letters()).isEmpty();
        assertThat(letter().ending().end()).isEqualTo(DeadLetter.End.RESOLVED);
    }

    @Test
    void anItemIsNotClosedBeforeItsLettersHaveEnded() throws IOException {
        parkBen();
        ImportAttempt replay = work.begin(REPLAY);
        plan(replay, "ann", "ben");
        work.deliveries().delivered(replay, "ben", "m2");
        area.store.failWritesTo(name -> name.startsWith("dead-letters/"));

        assertThatThrownBy(() -> settle(replay, REPLAY)).hasRootCauseMessage("down");

        assertThat(area.record(ITEM).closed()).isFalse();
    }

    @Test
    void anEndedLetterStaysAsItEnded() throws IOException {
        parkBen();
        area.deadLetters.end(letter(), DeadLetter.End.DISCARDED, "ann");

        area.deadLetters.end(letter(), DeadLetter.End.REPLAYED, "ben");

        assertThat(letter().ending().end()).isEqualTo(DeadLetter.End.DISCARDED);
        assertThat(area.ledger.events(EventType.DEAD_LETTER_ENDED)).hasSize(1);
    }

    @Test
    void replaysAreChosenByReasonAndByItemOncePerItem() throws IOException {
        StagedItem other = WorkArea.item("item-2");
        area.deadLetters.parkDelivery(ITEM, WorkArea.deliveries("ann").get(0), Reason.REJECTED, "d");
        area.deadLetters.parkDelivery(ITEM, WorkArea.deliveries("ben").get(0), Reason.REJECTED, "d");
        area.deadLetters.parkItem(other, Reason.UNMAPPED, "d");
        Replays replays = new Replays(area.deadLetters);

        assertThat(replays.chosen(null, null)).hasSize(2);
        assertThat(replays.chosen("unmapped", null))
                .extracting(letter -> letter.listed().id())
                .containsExactly("item-2");
        assertThat(replays.chosen(null, "item-1")).hasSize(1);
        assertThat(replays.chosen("unmapped", "item-1")).isEmpty();
    }

    @Test
    void aLetterThatStaysOpenSaysThatItWasReplayed() throws IOException {
        parkUnmapped();
        area.clock.advance(Duration.ofMinutes(1));

        settle(work.begin(REPLAY), REPLAY);

        assertThat(letter().open()).isTrue();
        assertThat(letter().replay()).isEqualTo(new DeadLetter.Replay("the operator", area.clock.instant()));
    }

    @Test
    void aLetterThatNobodyReplayedSaysNothingOfIt() throws IOException {
        parkUnmapped();

        settle(work.begin(ORDER), ORDER);

        assertThat(letter().replay()).isNull();
    }

    @Test
    void aReplayThatSucceedsInPartSaysSoOfTheRest() throws IOException {
        parkBen();
        ImportAttempt attempt = work.begin(REPLAY);
        plan(attempt, "ann", "ben");
        work.deliveries().park(attempt, "ben", Reason.REJECTED, "detail");

        settle(attempt, REPLAY);

        assertThat(letter().open()).isTrue();
        assertThat(letter().replay().by()).isEqualTo("the operator");
    }

    @Test
    void aReplayOfAnItemThatIsStillOpenTakesUpWhatHadFailedOnceItIsClosed() throws IOException {
        ImportAttempt first = work.begin(ORDER);
        plan(first, "ann", "ben");
        work.deliveries().park(first, "ben", Reason.REJECTED, "detail");
        work.deliveries().throttled(first, "ann", Duration.ofSeconds(1), false);
        settle(first, ORDER);
        area.clock.advance(Duration.ofSeconds(1));
        ImportAttempt open = work.begin(REPLAY);
        work.deliveries().delivered(open, "ann", "m1");

        assertThat(settle(open, REPLAY).done()).isFalse();
        ImportAttempt closed = work.begin(REPLAY);
        assertThat(closed.next()).isEqualTo(ImportAttempt.Next.PLAN);
        plan(closed, "ann", "ben");
        work.deliveries().delivered(closed, "ben", "m2");

        assertThat(settle(closed, REPLAY).done()).isTrue();
        assertThat(letter().open()).isFalse();
    }

    @Test
    void aReplayWhoseDirectoryCannotBeAskedIsNotOver() throws IOException {
        parkUnmapped();

        Settlement settlement =
                work.postpone(work.begin(REPLAY), REPLAY).toCompletableFuture().join();

        assertThat(settlement.done()).isFalse();
        assertThat(letter().replay()).isNull();
    }

    @Test
    void aReplayThatFailsOfItselfIsOverAndStaysParked() throws IOException {
        parkUnmapped();
        ImportAttempt attempt = work.begin(REPLAY);

        assertThat(work.failed(attempt)).isNull();
        assertThat(settle(attempt, REPLAY).done()).isTrue();
        assertThat(letter().replay().by()).isEqualTo("the operator");
    }
}
