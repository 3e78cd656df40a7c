package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.sweep.ClosedItems;
import org.opencompliance.archiver.delivery.sweep.PendingItems;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** Between two complete counts, the pending items are counted on with the lines of the ledger. */
class PendingItemsAreCountedOnTest {

    private static final long NEVER_AGAIN = 1_000_000;

    @TempDir
    Path directory;

    private WorkArea area;
    private Claims claims;
    private PendingItems pending;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
        claims = area.claims("first");
        pending = new PendingItems(area.store, area.days, WorkArea.CONNECTOR, new ClosedItems(), NEVER_AGAIN);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private StagedItem stage(String id) throws IOException {
        StagedItem item = area.stage(WorkArea.item(id));
        pending.note(line(item));
        return item;
    }

    private LedgerLine line(StagedItem item) {
        LedgerLine.Event event = new LedgerLine.Event("staged", "run-1", item.id(), null, Map.of("name", item.name()));
        return new LedgerLine(area.clock.instant(), "w", event, null, null);
    }

    private void close(StagedItem item) throws IOException {
        ImportAttempt attempt = claims.begin(WorkOrder.of(item));
        claims.plan(attempt, WorkArea.plan(), WorkArea.deliveries("ann"));
        claims.close(attempt);
    }

    private PendingItems.Tally complete() throws IOException {
        return new PendingItems(area.store, area.days, WorkArea.CONNECTOR).tally();
    }

    @Test
    void theNumbersAreThoseOfACompleteCount() throws IOException {
        Random random = new Random(3);
        List<StagedItem> open = new ArrayList<>(List.of(stage("first")));
        pending.tally();
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(3) > 0 || open.isEmpty()) {
                open.add(stage("i" + step));
            } else {
                close(open.remove(random.nextInt(open.size())));
            }
            assertThat(pending.tally()).as("step %s", step).isEqualTo(complete());
        }
        assertThat(open).hasSizeGreaterThan(5);
    }

    @Test
    void aLineThatIsReadAgainChangesNothing() throws IOException {
        StagedItem item = stage("one");
        pending.tally();
        close(item);
        assertThat(pending.tally().items()).isZero();

        pending.note(line(item));

        assertThat(pending.tally().items()).isZero();
    }

    /** A crash can prevent the line: the next complete count finds the item. */
    @Test
    void anItemWithoutALineIsFoundByACompleteCount() throws IOException {
        pending.tally();
        area.stage(WorkArea.item("one"));

        assertThat(pending.tally().items()).isZero();
        assertThat(complete().items()).isEqualTo(1);
        assertThat(complete().oldest()).isBeforeOrEqualTo(Instant.now(area.clock));
    }
}
