package org.opencompliance.archiver.work;

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
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.EventType;

class IntakeNotesListedItemsTest {

    private static final Instant ARCHIVED_AT = WorkArea.NOW.minus(Duration.ofHours(1));

    @TempDir
    Path directory;

    private WorkArea area;
    private Intake intake;
    private Collection collection;

    @BeforeEach
    void openArea() throws IOException {
        area = new WorkArea(directory);
        intake = new Intake(WorkArea.CONNECTOR, area.store, area.ledger, area.deadLetters, area.days);
        collection = collection("run-1");
        intake.begin();
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private static Collection collection(String run) {
        return new Collection(run, "schedule", true, WorkArea.NOW, List.of());
    }

    private static ListedItem listed(String digit) {
        return WorkArea.listed("item-1", ARCHIVED_AT, digit);
    }

    private StagedItem stage(String digit) throws IOException {
        StagedItem item = area.stage(intake.reference(collection, listed(digit)));
        intake.staged(collection, item);
        return item;
    }

    @Test
    void anItemThatIsNotHereIsToBeFetched() throws IOException {
        StagedItem item = intake.reference(collection, listed("a"));

        assertThat(intake.isStaged(item)).isFalse();
        assertThat(item.name()).isEqualTo("staged/wechat/2026/11/21/item-1.eml");
    }

    @Test
    void theSameContentIsSeenBefore() throws IOException {
        stage("a");
        StagedItem again = intake.reference(collection, listed("A"));

        assertThat(intake.isStaged(again)).isTrue();
        intake.seenBefore(collection, again);

        assertThat(area.ledger.events(EventType.SEEN_BEFORE)).hasSize(1);
        assertThat(area.letters()).isEmpty();
    }

    @Test
    void aSourceThatGivesNoDigestIsTakenAtTheId() throws IOException {
        stage("a");

        StagedItem again = intake.reference(collection, new ListedItem("item-1", "chat", ARCHIVED_AT, 3, null));

        assertThat(intake.isStaged(again)).isTrue();
        assertThat(again.version()).isEmpty();
    }

    @Test
    void otherContentUnderAKnownIdIsStagedBesideTheFirstAndParkedOnce() throws IOException {
        StagedItem first = stage("a");
        StagedItem other = intake.reference(collection, listed("b"));
        assertThat(intake.isStaged(other)).isFalse();
        area.stage(other);
        intake.conflict(collection, other);

        Collection next = collection("run-2");
        StagedItem again = intake.reference(next, listed("b"));
        assertThat(intake.isStaged(again)).isTrue();
        intake.seenBefore(next, again);

        assertThat(other.name()).isNotEqualTo(first.name());
        assertThat(other.deliveryId()).isNotEqualTo(first.deliveryId());
        assertThat(area.store.info(first.name())).isPresent();
        assertThat(area.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.ID_CONFLICT);
            assertThat(letter.staged().name()).isEqualTo(other.name());
        });
        assertThat(area.ledger.events(EventType.DEAD_LETTER_OPENED)).hasSize(1);
        assertThat(area.ledger.events(EventType.PARKED_AT_COLLECTION)).hasSize(2);
    }

    @Test
    void aConflictThatACrashLeftWithoutALetterIsParkedWhenItIsListedAgain() throws IOException {
        stage("a");
        area.stage(intake.reference(collection, listed("b")));

        intake.seenBefore(collection, intake.reference(collection, listed("b")));

        assertThat(area.letters()).extracting(DeadLetter::reason).containsExactly(Reason.ID_CONFLICT);
    }

    @Test
    void aConflictThatWasReplayedIsSeenBefore() throws IOException {
        stage("a");
        StagedItem other = area.stage(intake.reference(collection, listed("b")));
        intake.conflict(collection, other);
        area.deadLetters.end(area.letters().get(0), DeadLetter.End.REPLAYED, "ann");

        intake.seenBefore(collection, other);

        assertThat(area.ledger.events(EventType.SEEN_BEFORE)).hasSize(1);
        assertThat(area.letters()).isEmpty();
    }

    @Test
    void anItemThatCouldNotBeFetchedIsParkedOnceHoweverOftenItIsListed() throws IOException {
        intake.park(collection, listed("a"), Reason.FETCH_FAILED, "HTTP 500");
        intake.park(collection("run-2"), listed("a"), Reason.FETCH_FAILED, "HTTP 500");

        assertThat(area.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.staged()).isNull();
            assertThat(letter.listed()).isEqualTo(listed("a"));
            assertThat(letter.run()).isEqualTo("run-1");
        });
        assertThat(area.ledger.events(EventType.PARKED_AT_COLLECTION)).hasSize(2);
        assertThat(area.ledger.events(EventType.DEAD_LETTER_OPENED)).hasSize(1);
    }

    @Test
    void lateSuccessResolvesTheLetter() throws IOException {
        intake.park(collection, listed("a"), Reason.FETCH_FAILED, "HTTP 500");
        intake.begin();

        stage("a");

        assertThat(area.letters()).isEmpty();
        assertThat(area.ledger.events(EventType.DEAD_LETTER_ENDED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("end", "resolved"));
    }

    @Test
    void aLetterThatACrashLeftOpenIsResolvedWhenItsItemIsSeenAgain() throws IOException {
        intake.park(collection, listed("a"), Reason.CHECKSUM_MISMATCH, "detail");
        area.stage(intake.reference(collection, listed("a")));
        intake.begin();

        intake.seenBefore(collection, intake.reference(collection, listed("a")));

        assertThat(area.letters()).isEmpty();
    }

    @Test
    void whatIsParkedForItsMailboxesIsNoneOfTheCollectorsBusiness() throws IOException {
        StagedItem item = stage("a");
        area.deadLetters.parkItem(item, Reason.UNMAPPED, "nobody");
        intake.begin();

        intake.seenBefore(collection, item);

        assertThat(area.letters()).hasSize(1);
    }

    @Test
    void anItemThatIsTooLargeToImportStaysParkedWhenItIsListedAgain() throws IOException {
        StagedItem item = stage("a");
        area.deadLetters.parkItem(item, Reason.ITEM_TOO_LARGE, "over the limit");
        intake.begin();

        intake.seenBefore(collection, item);

        assertThat(area.letters()).hasSize(1);
    }

    @Test
    void aLetterThatWasOpenedAnewForAnotherReasonStaysOpen() throws IOException {
        intake.park(collection, listed("a"), Reason.FETCH_FAILED, "HTTP 500");
        StagedItem item = area.stage(intake.reference(collection, listed("a")));
        intake.begin();
        area.deadLetters.parkItem(item, Reason.UNMAPPED, "nobody");

        intake.seenBefore(collection, item);

        assertThat(area.letters()).singleElement().satisfies(letter -> assertThat(letter.reason())
                .isEqualTo(Reason.UNMAPPED));
    }

    @Test
    void anIdThatCanBeNoFileNameIsKeptAndReadBack() throws IOException {
        String id = "../a b/%2F+\u5bc6\u7801 \ud83d\ude00" + "x".repeat(300);
        ListedItem odd = WorkArea.listed(id, ARCHIVED_AT, "a");
        StagedItem item = area.stage(intake.reference(collection, odd));

        StagedItem back = StagedItem.from(
                WorkArea.CONNECTOR,
                item.name(),
                3,
                area.store.info(item.name()).orElseThrow().metadata());

        assertThat(item.name()).startsWith("staged/wechat/2026/11/21/").doesNotContain("..");
        assertThat(back).isEqualTo(item);
        assertThat(back.id()).isEqualTo(id);
    }

    @Test
    void idsThatDifferInCaseOnlyDoNotMeet() throws IOException {
        area.stage(intake.reference(collection, WorkArea.listed("ITEM", ARCHIVED_AT, "a")));

        StagedItem lower = intake.reference(collection, WorkArea.listed("item", ARCHIVED_AT, "b"));

        assertThat(intake.isStaged(lower)).isFalse();
        assertThat(lower.version()).isEmpty();
    }
}
