package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

class ItemImportGivesUpTest {

    private static final StagedItem ITEM = WorkArea.item("item-1");
    private static final WorkOrder ORDER = WorkOrder.of(ITEM);

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

    private ImportAttempt planned(String... mailboxes) throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        work.plan(attempt, WorkArea.mapping(mailboxes), List.of(), 10);
        return attempt;
    }

    private Settlement settle(ImportAttempt attempt) throws IOException {
        return work.settle(attempt, ORDER).toCompletableFuture().join();
    }

    private ImportAttempt nextTurn(ImportAttempt attempt) throws IOException {
        settle(attempt);
        return work.begin(ORDER);
    }

    @Test
    void aDeliveryIsTriedAsOftenAsTheSettingSays() throws IOException {
        ImportAttempt attempt = planned("ann");
        assertThat(work.deliveries().failed(attempt, "ann", false)).isNull();
        attempt = nextTurn(attempt);
        assertThat(work.deliveries().failed(attempt, "ann", false)).isNull();
        attempt = nextTurn(attempt);

        assertThat(work.deliveries().failed(attempt, "ann", false)).isEqualTo(Reason.RETRIES_EXHAUSTED);
    }

    @Test
    void pausesBetweenTriesDoubleUpToAnHour() {
        assertThat(WorkArea.SETTINGS.delayAfter(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(WorkArea.SETTINGS.delayAfter(2)).isEqualTo(Duration.ofSeconds(60));
        assertThat(WorkArea.SETTINGS.delayAfter(5)).isEqualTo(Duration.ofSeconds(480));
        assertThat(WorkArea.SETTINGS.delayAfter(8)).isEqualTo(Duration.ofHours(1));
        assertThat(WorkArea.SETTINGS.delayAfter(1_000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void waitingForAThrottledMailboxIsNoTry() throws IOException {
        ImportAttempt attempt = planned("ann");
        for (int turn = 0; turn < 10; turn++) {
            work.deliveries().throttled(attempt, "ann", Duration.ofSeconds(7), false);
            assertThat(settle(attempt).again()).isEqualTo(Duration.ofSeconds(7));
            work.over(attempt);
            area.clock.advance(Duration.ofSeconds(7));
            attempt = work.begin(ORDER);
        }

        assertThat(area.record(ITEM).delivery("ann").tries()).isZero();
        assertThat(area.letters()).isEmpty();
    }

    @Test
    void theShortestPauseAskedForCounts() throws IOException {
        ImportAttempt attempt = planned("ann", "ben", "cleo");
        work.deliveries().throttled(attempt, "ann", Duration.ofMinutes(7), false);
        work.deliveries().throttled(attempt, "ben", Duration.ofSeconds(3), false);
        work.deliveries().throttled(attempt, "cleo", Duration.ofMinutes(9), false);

        assertThat(settle(attempt).again()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aCrashIsNoTry() throws IOException {
        planned("ann");
        area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));

        ImportAttempt next = work.begin(ORDER);

        assertThat(next.record().delivery("ann").tries()).isZero();
        assertThat(next.record().crashes()).isEqualTo(1);
        assertThat(next.hasCrashedTooOften()).isFalse();
    }

    @Test
    void crashesHaveALimitOfTheirOwn() throws IOException {
        planned("ann", "ben");
        ImportAttempt attempt = null;
        for (int crash = 0; crash < 3; crash++) {
            area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));
            assertThat(attempt == null || !attempt.hasCrashedTooOften()).isTrue();
            attempt = work.begin(ORDER);
        }
        assertThat(attempt.hasCrashedTooOften()).isTrue();

        work.park(attempt, Reason.RETRIES_EXHAUSTED, "Tried too often");

        assertThat(settle(attempt).done()).isTrue();
        assertThat(area.letters())
                .extracting(DeadLetter::mailbox, DeadLetter::reason)
                .containsExactlyInAnyOrder(
                        tuple("ann", Reason.RETRIES_EXHAUSTED), tuple("ben", Reason.RETRIES_EXHAUSTED));
        assertThat(area.record(ITEM).closed()).isTrue();
    }

    @Test
    void anItemThatCannotBePlannedIsTriedAsOftenAndThenParkedAsAWhole() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        assertThat(work.failed(attempt)).isNull();
        attempt = nextTurn(attempt);
        assertThat(work.failed(attempt)).isNull();
        attempt = nextTurn(attempt);
        assertThat(work.failed(attempt)).isEqualTo(Reason.RETRIES_EXHAUSTED);

        work.park(attempt, Reason.RETRIES_EXHAUSTED, "Tried too often");

        assertThat(settle(attempt).done()).isTrue();
        assertThat(area.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.mailbox()).isNull();
            assertThat(letter.reason()).isEqualTo(Reason.RETRIES_EXHAUSTED);
        });
        assertThat(area.record(ITEM).disposition()).isEqualTo(Disposition.FAILED);
    }

    @Test
    void aMailboxThatRefusesIsWaitedForADayAndThenParked() throws IOException {
        ImportAttempt attempt = planned("ann");
        assertThat(work.deliveries().refused(attempt, "ann", Reason.MAILBOX_FULL, false))
                .isNull();
        attempt = nextTurn(attempt);
        area.clock.advance(Duration.ofHours(23));
        assertThat(work.deliveries().refused(attempt, "ann", Reason.MAILBOX_FULL, false))
                .isNull();
        attempt = nextTurn(attempt);
        area.clock.advance(Duration.ofHours(1));

        assertThat(work.deliveries().refused(attempt, "ann", Reason.MAILBOX_FULL, false))
                .isEqualTo(Reason.MAILBOX_FULL);
        assertThat(attempt.record().delivery("ann").tries()).isZero();
    }

    @Test
    void aMailboxThatRefusesIsTriedAgainWhenThePatienceEnds() throws IOException {
        ImportAttempt attempt = planned("ann");
        work.deliveries().refused(attempt, "ann", Reason.MAILBOX_FULL, false);
        attempt = nextTurn(attempt);
        area.clock.advance(Duration.ofHours(23).plusMinutes(50));

        work.deliveries().refused(attempt, "ann", Reason.MAILBOX_FULL, false);

        assertThat(settle(attempt).again()).isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void whatIsParkedIsInADeadLetterOfItsMailboxBeforeTheItemIsClosed() throws IOException {
        ImportAttempt attempt = planned("ann", "ben");
        work.deliveries().delivered(attempt, "ann", "m1");
        area.ledger.hold();
        work.deliveries().park(attempt, "ben", Reason.REJECTED, "the advice");
        CompletableFuture<Settlement> settling = work.settle(attempt, ORDER).toCompletableFuture();

        assertThat(area.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.mailbox()).isEqualTo("ben");
            assertThat(letter.reason()).isEqualTo(Reason.REJECTED);
            assertThat(letter.detail()).isEqualTo("the advice");
        });
        assertThat(area.record(ITEM).closed()).isFalse();
        area.ledger.release();
        assertThat(settling.join().done()).isTrue();
        assertThat(area.record(ITEM).delivery("ann").disposition()).isEqualTo(Disposition.IMPORTED);
        assertThat(area.record(ITEM).delivery("ben").reason()).isEqualTo("rejected");
        assertThat(area.ledger.events(EventType.DEAD_LETTER_OPENED)).hasSize(1);
    }

    @Test
    void anItemThatTurnsOutToBeNoneAfterItWasPlannedIsClosedToo() throws IOException {
        ImportAttempt attempt = planned("ann", "ben");
        work.deliveries().delivered(attempt, "ann", "message-1");
        work.deliveries().throttled(attempt, "ben", Duration.ofSeconds(1), false);
        area.clock.advance(Duration.ofSeconds(1));
        attempt = nextTurn(attempt);

        work.park(attempt, Reason.MALFORMED, "too costly");
        settle(attempt);

        assertThat(area.letters())
                .extracting(DeadLetter::mailbox, DeadLetter::reason)
                .containsExactly(tuple("ben", Reason.MALFORMED));
        assertThat(area.record(ITEM).closed()).isTrue();
        assertThat(area.record(ITEM).delivery("ann").disposition()).isEqualTo(Disposition.IMPORTED);
    }

    @Test
    void anItemForNobodyIsClosedWithOneDeadLetter() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        work.park(attempt, Reason.UNMAPPED, "nobody");

        assertThat(settle(attempt).done()).isTrue();
        assertThat(area.record(ITEM).reason()).isEqualTo("unmapped");
        assertThat(area.letters()).extracting(DeadLetter::reason).containsExactly(Reason.UNMAPPED);
    }

    @Test
    void whoeverComesSecondParksNothing() throws IOException {
        ImportAttempt one = work.begin(ORDER);
        ItemImport second = area.work(area.claims("second"));
        ImportAttempt other = second.begin(ORDER);
        work.plan(one, WorkArea.mapping("ann"), List.of(), 10);

        second.park(other, Reason.UNMAPPED, "nobody");

        assertThat(area.letters()).isEmpty();
        assertThat(area.record(ITEM).disposition()).isNull();
    }

    @Test
    void aFencedWriteLeavesTheItemForASuccessor() throws IOException {
        ImportAttempt attempt = planned("ann");
        WorkRecord before = area.record(ITEM);

        work.drop(attempt);

        assertThat(settle(attempt).again()).isEqualTo(WorkArea.CLAIM);
        assertThat(area.record(ITEM)).isEqualTo(before);
    }
}
