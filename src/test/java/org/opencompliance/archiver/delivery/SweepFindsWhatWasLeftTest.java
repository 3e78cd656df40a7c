package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.sweep.ClosedItems;
import org.opencompliance.archiver.delivery.sweep.Sweep;
import org.opencompliance.archiver.delivery.sweep.SweptArea;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.OpenDays.Day;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

class SweepFindsWhatWasLeftTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final StagedItem ITEM = WorkArea.item("item-1");

    @TempDir
    Path directory;

    private WorkArea area;
    private Claims claims;
    private Sweep sweep;

    @BeforeEach
    void openArea() throws IOException {
        area = new WorkArea(directory);
        claims = area.claims("first");
        sweep = new Sweep(
                new SweptArea(area.store, area.days, WorkArea.CONNECTOR, HOUR, new ClosedItems(), area.throttled));
        area.stage(ITEM);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private ImportAttempt planned() throws IOException {
        ImportAttempt attempt = claims.begin(WorkOrder.of(ITEM));
        claims.plan(attempt, WorkArea.plan(), WorkArea.deliveries("ann"));
        return attempt;
    }

    private List<StagedItem> leftOver() throws IOException {
        return orders(sweep).stream().map(WorkOrder::item).toList();
    }

    private static List<WorkOrder> orders(Sweep sweep) throws IOException {
        List<WorkOrder> orders = new ArrayList<>();
        sweep.leftOver().forEachRemaining(orders::add);
        return orders;
    }

    @Test
    void anItemWithoutARecordIsQueuedOnceItIsAnHourOld() throws IOException {
        area.clock.advance(HOUR.minusSeconds(1));
        assertThat(leftOver()).isEmpty();
        area.clock.advance(Duration.ofSeconds(1));

        assertThat(leftOver()).containsExactly(ITEM);
    }

    @Test
    void whatIsFoundCarriesEverythingThatWasListed() throws IOException {
        area.clock.advance(HOUR);

        assertThat(orders(sweep)).containsExactly(WorkOrder.leftOver(ITEM));
    }

    @Test
    void anItemWithAClaimThatRunsIsLeftAlone() throws IOException {
        area.clock.advance(HOUR);
        planned();

        assertThat(leftOver()).isEmpty();
        area.clock.advance(WorkArea.CLAIM);
        assertThat(leftOver()).containsExactly(ITEM);
    }

    @Test
    void anItemThatWasGivenBackIsQueued() throws IOException {
        area.clock.advance(HOUR);
        claims.release(planned(), Duration.ofMinutes(10));
        area.clock.advance(HOUR.plusMinutes(10).minusSeconds(1));
        assertThat(leftOver()).as("its order is most likely still in the queue").isEmpty();
        area.clock.advance(Duration.ofSeconds(1));

        assertThat(leftOver()).containsExactly(ITEM);
    }

    @Test
    void whatWasQueuedIsLeftInTheQueueForEverLonger() throws IOException {
        area.clock.advance(HOUR);
        assertThat(leftOver()).containsExactly(ITEM);
        area.clock.advance(HOUR.minusSeconds(1));
        assertThat(leftOver()).isEmpty();
        area.clock.advance(Duration.ofSeconds(1));
        assertThat(leftOver()).containsExactly(ITEM);
        area.clock.advance(HOUR);
        assertThat(leftOver()).isEmpty();
        area.clock.advance(HOUR);

        assertThat(leftOver()).containsExactly(ITEM);
    }

    @Test
    void aClosedItemIsNotQueued() throws IOException {
        claims.close(planned());
        area.clock.advance(HOUR);

        assertThat(leftOver()).isEmpty();
    }

    @Test
    void anEmptyQueueIsFilledWithEverythingThatIsNotClosed() throws IOException {
        StagedItem claimed = area.stage(WorkArea.item("claimed"));
        claims.plan(claims.begin(WorkOrder.of(claimed)), WorkArea.plan(), WorkArea.deliveries("ann"));
        StagedItem closed = area.stage(WorkArea.item("closed"));
        ImportAttempt attempt = claims.begin(WorkOrder.of(closed));
        claims.plan(attempt, WorkArea.plan(), WorkArea.deliveries("ann"));
        claims.close(attempt);

        assertThat(sweep.allLeftOver(100, name -> false))
                .extracting(WorkOrder::item)
                .containsExactlyInAnyOrder(ITEM, claimed);
    }

    @Test
    void aParkedConflictWaitsForItsReplay() throws IOException {
        area.stage(ITEM.conflicting());
        area.clock.advance(HOUR);

        assertThat(leftOver()).containsExactly(ITEM);
        assertThat(sweep.allLeftOver(100, name -> false)).hasSize(1);
    }

    @Test
    void aDayWhoseRecordsAreAllClosedIsNotReadAgain() throws IOException {
        claims.close(planned());
        area.clock.advance(Duration.ofHours(24));
        leftOver();
        area.store.listings();

        leftOver();

        assertThat(area.store.listings()).noneMatch(prefix -> prefix.startsWith("staged/"));
    }

    @Test
    void aDayWithOneOpenItemIsReadAgain() throws IOException {
        area.clock.advance(Duration.ofDays(10));
        leftOver();
        area.clock.advance(HOUR);

        assertThat(leftOver()).containsExactly(ITEM);
    }

    @Test
    void aDayThatIsNotOverStaysOpen() throws IOException {
        claims.close(planned());
        area.clock.advance(Duration.ofHours(22));
        leftOver();
        area.store.listings();

        leftOver();

        assertThat(area.store.listings()).anyMatch(prefix -> prefix.startsWith("staged/wechat/2026/11/21"));
    }

    @Test
    void aLateItemOpensItsDayAgain() throws IOException {
        claims.close(planned());
        area.clock.advance(Duration.ofDays(3));
        leftOver();
        StagedItem late = area.stage(WorkArea.item("late"));
        area.clock.advance(HOUR);

        assertThat(leftOver()).containsExactly(late);
    }

    @Test
    void anotherProcessKnowsWhichDaysAreOpen() throws IOException {
        area.clock.advance(HOUR);
        Sweep other = new Sweep(new SweptArea(
                area.store,
                new OpenDays(area.store, WorkArea.CONNECTOR, HOUR),
                WorkArea.CONNECTOR,
                HOUR,
                new ClosedItems(),
                area.throttled));

        assertThat(orders(other)).hasSize(1);
    }

    @Test
    void aDayThatWasOpenedAMomentAgoStaysOpen() throws IOException {
        claims.close(planned());
        area.clock.advance(Duration.ofDays(3));
        area.days.open(ITEM.archivedAt());

        leftOver();

        assertThat(area.days.openDays()).hasSize(1);
    }

    @Test
    void aDayThatAnotherProcessOpensWhileItIsReadStaysOpen() throws IOException {
        claims.close(planned());
        area.clock.advance(Duration.ofDays(3));
        Versioned<Day> read = area.days.openDays().get(0);
        new OpenDays(area.store, WorkArea.CONNECTOR, HOUR).open(ITEM.archivedAt());
        area.clock.advance(Duration.ofDays(3));

        area.days.close(read);

        assertThat(area.days.openDays()).hasSize(1);
    }

    @Test
    void whoStagesForLongerSaysAgainThatTheDayIsOpen() throws IOException {
        Versioned<Day> before = area.days.openDays().get(0);
        area.clock.advance(HOUR.dividedBy(2).minusSeconds(1));
        area.days.open(ITEM.archivedAt());
        assertThat(area.days.openDays()).containsExactly(before);

        area.clock.advance(Duration.ofSeconds(1));
        area.days.open(ITEM.archivedAt());

        assertThat(area.days.openDays().get(0).value().openedAt()).isEqualTo(area.clock.instant());
    }
}
