package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

class ItemImportSettlesItemsTest {

    private static final StagedItem ITEM = WorkArea.item("item-1");
    private static final WorkOrder ORDER = WorkOrder.of(ITEM);

    @TempDir
    Path directory;

    private WorkArea area;
    private Claims claims;
    private ItemImport work;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
        claims = area.claims("first");
        work = area.work(claims);
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

    private CompletableFuture<Settlement> settle(ImportAttempt attempt) throws IOException {
        return work.settle(attempt, ORDER).toCompletableFuture();
    }

    @Test
    void anItemWhoseDeliveriesEndedIsClosed() throws IOException {
        ImportAttempt attempt = planned("ann", "ben");
        work.deliveries().delivered(attempt, "ann", "m1");
        work.deliveries().delivered(attempt, "ben", "m2");

        assertThat(settle(attempt).join().done()).isTrue();
        assertThat(area.record(ITEM).closed()).isTrue();
        assertThat(area.record(ITEM).delivery("ann").message()).isEqualTo("m1");
        assertThat(area.ledger.events(EventType.DELIVERED)).hasSize(2);
        assertThat(area.ledger.events(EventType.CLOSED)).hasSize(1);
    }

    @Test
    void inAnOutageTheItemsOfALargeBacklogReturnLaterUntilOneIsClosed() throws IOException {
        Duration first = postponed();
        for (int i = 0; i < OutagePace.USUAL + 600 * OutagePace.PER_SECOND; i++) {
            work.postpone(unplanned(), ORDER);
        }

        assertThat(postponed()).isGreaterThan(first).isEqualTo(OutagePace.LONGEST);
        ImportAttempt attempt = planned("ann");
        work.deliveries().delivered(attempt, "ann", "m1");
        assertThat(settle(attempt).join().done()).isTrue();
        assertThat(postponed()).isEqualTo(first);
    }

    private Duration postponed() throws IOException {
        return work.postpone(unplanned(), ORDER).toCompletableFuture().join().again();
    }

    private static ImportAttempt unplanned() {
        return new ImportAttempt(ORDER, null, 1, ImportAttempt.Stage.NEW);
    }

    @Test
    void anItemIsClosedOnlyBehindDurableEvidence() throws IOException {
        ImportAttempt attempt = planned("ann");
        area.ledger.hold();
        work.deliveries().delivered(attempt, "ann", "m1");

        CompletableFuture<Settlement> settling = settle(attempt);

        assertThat(settling).isNotDone();
        assertThat(area.record(ITEM).closed()).isFalse();
        assertThat(area.record(ITEM).delivery("ann").open()).isTrue();
        area.ledger.release();
        assertThat(settling.join().done()).isTrue();
        assertThat(area.record(ITEM).closed()).isTrue();
    }

    @Test
    void whatEndedIsWrittenOnlyBehindDurableEvidenceAlsoWhenTheItemIsGivenBack() throws IOException {
        ImportAttempt attempt = planned("ann", "ben");
        area.ledger.hold();
        work.deliveries().delivered(attempt, "ann", "m1");
        work.deliveries().failed(attempt, "ben", false);

        CompletableFuture<Settlement> settling = settle(attempt);
        assertThat(area.record(ITEM).delivery("ann").open()).isTrue();
        area.ledger.release();

        assertThat(settling.join().again()).isEqualTo(Duration.ofSeconds(30));
        assertThat(area.record(ITEM).delivery("ann").disposition()).isEqualTo(Disposition.IMPORTED);
        assertThat(area.record(ITEM).openDeliveries())
                .extracting(Delivery::mailbox)
                .containsExactly("ben");
    }

    @Test
    void evidenceThatIsNotTakenLeavesTheItemToItsClaim() throws IOException {
        ImportAttempt attempt = planned("ann");
        area.ledger.hold();
        work.deliveries().delivered(attempt, "ann", "m1");
        CompletableFuture<Settlement> settling = settle(attempt);

        area.ledger.fail(new IOException("full"));

        assertThatThrownBy(settling::join).hasRootCauseMessage("full");
        assertThat(area.record(ITEM).closed()).isFalse();
        assertThat(claims.heldItems()).isZero();
    }

    @Test
    void aRecordThatCannotBeWrittenLeavesTheItemToItsClaim() throws IOException {
        ImportAttempt attempt = planned("ann");
        work.deliveries().delivered(attempt, "ann", "m1");
        area.store.failWritesTo(name -> name.startsWith("work/"));

        assertThatThrownBy(() -> settle(attempt).join()).hasRootCauseMessage("down");

        assertThat(claims.heldItems()).isZero();
        area.store.recover();
        area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));
        assertThat(work.begin(ORDER).look("ann")).isEqualTo("repeated");
    }

    @Test
    void attachmentsLeftOutMakeADeliveryPartial() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        work.plan(attempt, WorkArea.mapping("ann"), List.of("large.bin"), 10);
        work.deliveries().delivered(attempt, "ann", "m1");
        settle(attempt).join();

        assertThat(area.record(ITEM).delivery("ann").disposition()).isEqualTo(Disposition.PARTIALLY_IMPORTED);
        assertThat(area.record(ITEM).plan().leftOut()).containsExactly("large.bin");
    }

    @Test
    void participantsWithoutAMailboxAreInTheLedger() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        MappingResult mapping = new MappingResult(WorkArea.mapping("ann").mailboxes(), List.of(1, 3), "none");
        work.plan(attempt, mapping, List.of(), 10);

        assertThat(area.ledger.events(EventType.UNMAPPED_PARTICIPANT))
                .extracting(event -> event.details().get("participant"))
                .containsExactly(1, 3);
        assertThat(area.record(ITEM).plan().unmapped()).isEqualTo(2);
    }

    @Test
    void whoeverLostTheItemSettlesNothing() throws IOException {
        ImportAttempt lost = planned("ann");
        area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));
        area.claims("second").begin(WorkOrder.of(ITEM));
        WorkRecord taken = area.record(ITEM);
        work.deliveries().delivered(lost, "ann", "m1");

        assertThat(settle(lost).join().done()).isFalse();
        assertThat(area.record(ITEM)).isEqualTo(taken);
    }

    @Test
    void anItemInOtherHandsIsTakenUpWhenItMayBeFree() throws IOException {
        planned("ann");
        ImportAttempt other = area.claims("second").begin(WorkOrder.of(ITEM));

        Settlement settlement = settle(other).join();

        assertThat(settlement.again()).isEqualTo(WorkArea.CLAIM.plus(WorkArea.REQUEST));
    }

    @Test
    void participantsInARowWithoutAMailboxAreOneEvent() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        List<Integer> unmapped = IntStream.range(1, 9_990).boxed().toList();

        work.plan(attempt, new MappingResult(WorkArea.mapping("ann").mailboxes(), unmapped, "none"), List.of(), 10);

        assertThat(area.ledger.events(EventType.UNMAPPED_PARTICIPANT))
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("participant", 1)
                        .containsEntry("through", 9_989));
    }

    @Test
    void anItemThatIsKeptAndNotImportedIsClosedWithoutADeadLetter() throws IOException {
        ImportAttempt attempt = work.begin(ORDER);
        work.skip(attempt, Reason.of("system"));

        assertThat(settle(attempt).join().done()).isTrue();
        assertThat(area.record(ITEM).disposition()).isEqualTo(Disposition.SKIPPED);
        assertThat(area.letters()).isEmpty();
        assertThat(work.begin(ORDER).stage()).isEqualTo(ImportAttempt.Stage.CLOSED);
    }

    @Test
    void aDecisionThatACrashCutShortIsMadeAgain() throws IOException {
        claims.plan(work.begin(ORDER), new Plan(WorkArea.NOW, "none", 0, List.of(), 0), List.of());
        area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));
        ItemImport successor = area.work(area.claims("second"));

        ImportAttempt next = successor.begin(ORDER);
        assertThat(next.stage()).isEqualTo(ImportAttempt.Stage.NEW);
        successor.park(next, Reason.UNMAPPED, "nobody");

        assertThat(successor.settle(next, ORDER).toCompletableFuture().join().done())
                .isTrue();
        assertThat(area.record(ITEM).closed()).isTrue();
        assertThat(area.letters()).hasSize(1);
    }

    @Test
    void whoeverGoesOnWithAPlanAfterACrashTellsOfItAgain() throws IOException {
        planned("ann", "ben");
        area.clock.advance(WorkArea.CLAIM.plus(WorkArea.REQUEST));

        area.work(area.claims("second")).begin(ORDER);

        assertThat(area.ledger.events(EventType.PLANNED)).last().satisfies(event -> assertThat(event.details())
                .containsEntry("deliveries", 2)
                .containsEntry("again", 1));
    }
}
