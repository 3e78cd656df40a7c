package org.opencompliance.archiver.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter.End;
import org.opencompliance.archiver.deadletter.OpenDeadLetters.Open;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.storage.CountedRequests;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/** The lines of the ledger say which dead letters to read; a listing of all follows seldom. */
class OpenDeadLettersAreFollowedTest {

    private static final long NEVER_AGAIN = 1_000_000_000;
    private static final int MANY = 30;

    @TempDir
    Path directory;

    private WorkArea area;
    private CountedRequests requests;
    private OpenDeadLetters letters;

    @BeforeEach
    void openArea() throws IOException {
        area = new WorkArea(directory);
        requests = new CountedRequests(area.store);
        letters = new OpenDeadLetters(requests.store(), WorkArea.CONNECTOR, NEVER_AGAIN);
        for (int i = 0; i < MANY; i++) {
            area.deadLetters.parkItem(WorkArea.item("old-" + i), Reason.UNMAPPED, "nobody");
        }
        letters.followed();
        requests.take();
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private void note(EventType type, String item, String mailbox, Map<String, Object> details) {
        LedgerLine.Event event = new LedgerLine.Event(type.label(), "run-1", item, mailbox, details);
        letters.note(new LedgerLine(area.clock.instant(), "w", event, null, null));
    }

    private void opened(String item, String mailbox, Reason reason) {
        note(EventType.DEAD_LETTER_OPENED, item, mailbox, Map.of("reason", reason.label()));
    }

    private void ended(String item, String mailbox) {
        note(EventType.DEAD_LETTER_ENDED, item, mailbox, Map.of("end", "resolved", "by", "ann"));
    }

    private void endAll(StagedItem item) throws IOException {
        area.clock.advance(Duration.ofSeconds(1));
        List<DeadLetter> all;
        try (var found = area.deadLetters.of(item)) {
            all = found.toList();
        }
        for (DeadLetter letter : all) {
            area.deadLetters.end(letter, End.RESOLVED, "ann");
        }
    }

    private void assertFollowed() throws IOException {
        assertThat(letters.followed())
                .containsExactlyInAnyOrderElementsOf(new OpenDeadLetters(area.store, WorkArea.CONNECTOR).all());
    }

    @Test
    void withoutALineNothingIsReadOrListed() throws IOException {
        List<Open> before = letters.followed();

        assertThat(letters.followed()).isSameAs(before).hasSize(MANY);
        assertThat(requests.take()).isEmpty();
    }

    @Test
    void aLineCostsOneRead() throws IOException {
        StagedItem item = WorkArea.item("new");
        Delivery delivery = Delivery.planned("ann", "ann@contoso.example", "EMAIL", List.of(0));
        area.deadLetters.parkItem(item, Reason.MALFORMED, "broken");
        area.deadLetters.parkDelivery(item, delivery, Reason.REJECTED, "no");
        opened("new", null, Reason.MALFORMED);
        opened("new", "ann", Reason.REJECTED);

        assertFollowed();
        assertThat(requests.take()).isEqualTo(Map.of("info", 2, "read", 2));

        endAll(item);
        ended("new", null);
        ended("new", "ann");
        assertFollowed();
        assertThat(requests.take()).isEqualTo(Map.of("info", 2, "read", 2));
    }

    @Test
    void linesThatAreReadAgainCostNothing() throws IOException {
        area.deadLetters.parkItem(WorkArea.item("new"), Reason.MALFORMED, "broken");
        opened("new", null, Reason.MALFORMED);
        letters.followed();
        endAll(WorkArea.item("new"));
        ended("new", null);
        letters.followed();
        requests.take();

        opened("new", null, Reason.MALFORMED);
        ended("new", null);
        opened("old-1", null, Reason.UNMAPPED);

        assertFollowed();
        assertThat(requests.take()).isEmpty();
    }

    @Test
    void oneThatIsOpenedAgainIsFound() throws IOException {
        endAll(WorkArea.item("old-3"));
        ended("old-3", null);
        assertThat(letters.followed()).hasSize(MANY - 1);
        area.clock.advance(Duration.ofSeconds(1));
        area.deadLetters.parkItem(WorkArea.item("old-3"), Reason.MALFORMED, "broken");
        opened("old-3", null, Reason.MALFORMED);

        assertFollowed();
        assertThat(requests.take()).doesNotContainKey("list");
    }

    @Test
    void otherContentUnderAKnownIdIsListedAndItsEndIsFollowed() throws IOException {
        StagedItem other = WorkArea.item("old-5").conflicting();
        area.deadLetters.parkItem(other, Reason.ID_CONFLICT, "other content");
        opened("old-5", null, Reason.ID_CONFLICT);
        Awaitility.await().untilAsserted(this::assertFollowed);
        assertThat(requests.take()).containsEntry("list", 1);

        endAll(other);
        ended("old-5", null);
        Awaitility.await().untilAsserted(this::assertFollowed);
        assertThat(letters.followed()).hasSize(MANY);
    }

    /** More changes than are looked up one by one. */
    @Test
    void manyLinesLeadToAListing() throws IOException {
        area.deadLetters.parkItem(WorkArea.item("new"), Reason.MALFORMED, "broken");
        for (int i = 0; i < 2_000; i++) {
            opened("unknown-" + i, null, Reason.MALFORMED);
        }

        Awaitility.await().untilAsserted(this::assertFollowed);
        assertThat(requests.take()).containsEntry("list", 1).containsEntry("read", 1);
    }
}
