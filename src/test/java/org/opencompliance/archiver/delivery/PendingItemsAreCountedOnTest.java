package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.sweep.ClosedItems;
import org.opencompliance.archiver.delivery.sweep.PendingItems;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.storage.CountedRequests;
import org.opencompliance.archiver.work.Rest;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** Between two complete counts, the pending items are counted on with the lines of the ledger. */
class PendingItemsAreCountedOnTest {

    private static final long NEVER_AGAIN = 1_000_000;
    private static final int MANY = 20;

    @TempDir
    Path directory;

    private WorkArea area;
    private Claims claims;
    private CountedRequests requests;
    private PendingItems pending;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
        claims = area.claims("first");
        requests = new CountedRequests(area.store).of(name -> !name.startsWith("state/"));
        pending = pending(NEVER_AGAIN);
    }

    private PendingItems pending(long rest) {
        return new PendingItems(requests.store(), area.days, WorkArea.CONNECTOR, new ClosedItems(), new Rest(rest));
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private StagedItem stage(String id) throws IOException {
        StagedItem item = area.stage(WorkArea.item(id));
        note(EventType.STAGED, item, null);
        return item;
    }

    private void note(EventType type, StagedItem item, String mailbox) {
        Map<String, Object> details = Map.of("name", item.name());
        LedgerLine.Event event = new LedgerLine.Event(type.label(), "run-1", item.id(), mailbox, details);
        pending.note(new LedgerLine(area.clock.instant(), "w", event, null, null));
    }

    private ImportAttempt planned(StagedItem item, String mailbox) throws IOException {
        ImportAttempt attempt = claims.begin(WorkOrder.of(item));
        claims.plan(attempt, WorkArea.plan(), WorkArea.deliveries(mailbox));
        return attempt;
    }

    private void close(StagedItem item) throws IOException {
        closeRecord(item);
        note(EventType.CLOSED, item, null);
    }

    private void closeRecord(StagedItem item) throws IOException {
        claims.close(planned(item, "ann"));
    }

    /** The mailbox of an item refuses, and the item waits for the next attempt. */
    private StagedItem refused(String id, String mailbox) throws IOException {
        StagedItem item = stage(id);
        ImportAttempt attempt = planned(item, mailbox);
        note(EventType.ATTEMPT_FAILED, item, mailbox);
        area.work(claims).deliveries().refused(attempt, mailbox, Reason.MAILBOX_FULL, false);
        claims.release(attempt, Duration.ZERO);
        return item;
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

        note(EventType.STAGED, item, null);

        assertThat(pending.tally().items()).isZero();
    }

    @Test
    void aCountReadsNoRecordAndListsNothing() throws IOException {
        for (int i = 0; i < MANY; i++) {
            stage("i" + i);
        }
        pending.tally();
        requests.take();
        for (int i = 0; i < MANY; i++) {
            close(stage("more" + i));
        }
        requests.take();

        assertThat(pending.tally().items()).isEqualTo(MANY);
        assertThat(requests.take()).isEmpty();
    }

    @Test
    void aMailboxThatRefusesCostsOneRead() throws IOException {
        pending.tally();
        for (int i = 0; i < MANY; i++) {
            refused("i" + i, "ann");
            refused("j" + i, "bob");
        }
        requests.take();

        assertThat(pending.tally()).isEqualTo(complete());
        assertThat(pending.tally().mailboxes()).isEqualTo(2);
        assertThat(requests.take()).isEqualTo(Map.of("read", 2 * 2));
    }

    @Test
    void aMailboxThatAcceptsAgainIsCountedNoLonger() throws IOException {
        pending.tally();
        StagedItem item = refused("i", "ann");
        refused("j", "bob");
        assertThat(pending.tally().mailboxes()).isEqualTo(2);

        ImportAttempt attempt = claims.begin(WorkOrder.of(item));
        area.work(claims).deliveries().delivered(attempt, "ann", "message");
        claims.close(attempt);
        note(EventType.CLOSED, item, null);

        assertThat(pending.tally()).isEqualTo(complete());
        assertThat(pending.tally().mailboxes()).isEqualTo(1);
    }

    /** The line comes first; a crash, or a slow answer of the storage area, can lie between. */
    @Test
    void anItemThatTheLedgerClosesBeforeItsRecordIsPendingUntilItsRecordIsClosed() throws IOException {
        StagedItem item = stage("one");
        pending = pending(0);
        note(EventType.STAGED, item, null);
        note(EventType.CLOSED, item, null);
        assertThat(pending.tally().items()).isEqualTo(1);

        closeRecord(item);

        assertThat(pending.tally().items()).isZero();
    }

    @Test
    void anItemThatWasOpenAfterItsEndIsReadUntilItsRecordIsClosed() throws IOException {
        StagedItem item = stage("one");
        note(EventType.CLOSED, item, null);
        assertThat(pending.tally().items()).isEqualTo(1);
        note(EventType.CLOSED, item, null);
        assertThat(pending.tally().items()).isEqualTo(1);

        closeRecord(item);

        assertThat(pending.tally().items()).isZero();
        requests.take();
        assertThat(pending.tally().items()).isZero();
        assertThat(requests.take()).isEmpty();
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
