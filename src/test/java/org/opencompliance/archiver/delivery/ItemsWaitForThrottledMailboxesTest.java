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
import org.opencompliance.archiver.delivery.ImportAttempt.Next;
import org.opencompliance.archiver.delivery.ImportAttempt.Stage;
import org.opencompliance.archiver.delivery.sweep.ClosedItems;
import org.opencompliance.archiver.delivery.sweep.Sweep;
import org.opencompliance.archiver.delivery.sweep.SweptArea;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.Settlement;
import org.opencompliance.archiver.work.WorkOrder;

class ItemsWaitForThrottledMailboxesTest {

    private static final WorkOrder ORDER = WorkOrder.of(WorkArea.item("item-1"));
    private static final Duration WAIT = Duration.ofMinutes(10);

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

    private Settlement end(ImportAttempt attempt) throws IOException {
        Settlement settlement =
                work.settle(attempt, ORDER).toCompletableFuture().join();
        work.over(attempt);
        return settlement;
    }

    @Test
    void anItemWithoutAPlanIsPlannedAndPutOffOnce() throws IOException {
        area.throttled.throttled("ann", WAIT);

        ImportAttempt attempt = planned("ann");

        assertThat(attempt.next()).isEqualTo(Next.NOTHING);
        assertThat(attempt.dueDeliveries()).isEmpty();
        assertThat(end(attempt).again()).isBetween(WAIT, WAIT.plusSeconds(1));
        assertThat(area.letters()).isEmpty();
        assertThat(area.record(ORDER.item()).claim()).isNull();
        assertThat(claims.heldItems()).isZero();
    }

    @Test
    void anItemForThrottledMailboxesIsNotClaimed() throws IOException {
        area.throttled.throttled("ann", WAIT);
        end(planned("ann"));
        WorkRecord before = area.record(ORDER.item());

        ImportAttempt attempt = work.begin(ORDER);

        assertThat(attempt.stage()).isEqualTo(Stage.ELSEWHERE);
        assertThat(attempt.next()).isEqualTo(Next.NOTHING);
        assertThat(end(attempt).again()).isBetween(WAIT, WAIT.plusSeconds(1));
        assertThat(area.record(ORDER.item())).isEqualTo(before);
    }

    @Test
    void theOtherDeliveriesOfTheItemAreMadeFirst() throws IOException {
        area.throttled.throttled("ann", WAIT);
        ImportAttempt attempt = planned("ann", "ben");

        assertThat(attempt.next()).isEqualTo(Next.DELIVER);
        assertThat(attempt.dueDeliveries()).extracting(Delivery::mailbox).containsExactly("ben");
        work.deliveries().delivered(attempt, "ben", "m1");

        assertThat(end(attempt).again()).isBetween(WAIT, WAIT.plusSeconds(1));
        assertThat(area.record(ORDER.item()).openDeliveries())
                .extracting(Delivery::mailbox)
                .containsExactly("ann");
        assertThat(area.record(ORDER.item()).delivery("ann").tries()).isZero();
    }

    @Test
    void anItemWithAnotherOpenDeliveryIsClaimedForIt() throws IOException {
        ImportAttempt first = planned("ann", "ben");
        work.deliveries().throttled(first, "ann", WAIT, false);
        work.deliveries().failed(first, "ben", false);
        end(first);

        ImportAttempt next = work.begin(ORDER);

        assertThat(next.next()).isEqualTo(Next.DELIVER);
        assertThat(next.dueDeliveries()).extracting(Delivery::mailbox).containsExactly("ben");
        work.deliveries().delivered(next, "ben", "m1");
        assertThat(end(next).again()).isGreaterThanOrEqualTo(WAIT);
    }

    @Test
    void afterTheWaitTheItemIsDelivered() throws IOException {
        ImportAttempt first = planned("ann");
        work.deliveries().throttled(first, "ann", WAIT, false);
        area.clock.advance(end(first).again());

        ImportAttempt next = work.begin(ORDER);

        assertThat(next.dueDeliveries()).extracting(Delivery::mailbox).containsExactly("ann");
        work.deliveries().delivered(next, "ann", "m1");
        assertThat(end(next).done()).isTrue();
    }

    @Test
    void aClaimThatIsNotWrittenHoldsNoPlaceInTheMailbox() throws IOException {
        ImportAttempt first = planned("ann");
        work.deliveries().throttled(first, "ann", WAIT, false);
        area.clock.advance(end(first).again());
        for (int i = 0; i < 5; i++) {
            area.store.failWritesTo(ORDER.item().recordName()::equals);
            assertThatThrownBy(() -> work.begin(ORDER)).isInstanceOf(IOException.class);
        }
        area.store.recover();

        assertThat(work.begin(ORDER).next()).isEqualTo(Next.DELIVER);
    }

    @Test
    void theSweepLeavesOutAnItemThatWouldOnlyWait() throws IOException {
        area.stage(ORDER.item());
        ImportAttempt first = planned("ann");
        work.deliveries().throttled(first, "ann", WAIT, false);
        end(first);
        Sweep sweep = new Sweep(new SweptArea(
                area.store, area.days, WorkArea.CONNECTOR, Duration.ofHours(1), new ClosedItems(), area.throttled));

        assertThat(sweep.allLeftOver(100, name -> false)).isEmpty();
        assertThat(area.throttled.takeLeftOut()).isFalse();
        area.clock.advance(WAIT);
        assertThat(area.throttled.takeLeftOut()).isTrue();
        assertThat(sweep.allLeftOver(100, name -> false))
                .extracting(WorkOrder::item)
                .containsExactly(ORDER.item());
    }
}
