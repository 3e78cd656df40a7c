package org.opencompliance.archiver.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.work.StagedItem;

class StagingNotesListedItemsTest {

    private static final Instant ARCHIVED_AT = WorkArea.NOW.minus(Duration.ofHours(1));

    @TempDir
    Path directory;

    private WorkArea area;
    private OpenCollections open;
    private Staging staging;
    private Collection collection;

    @BeforeEach
    void openArea() throws IOException {
        area = new WorkArea(directory);
        open = new OpenCollections(area.store, WorkArea.CONNECTOR);
        staging = new Staging(WorkArea.CONNECTOR, area.store, area.ledger, area.deadLetters, area.days, open);
        collection = collection("run-1");
        staging.begin(collection);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private static Collection collection(String run) {
        return Collections.ofNothing(run);
    }

    private static ListedItem listed(String digit) {
        return WorkArea.listed("item-1", ARCHIVED_AT, digit);
    }

    private StagedItem stage(String digit) throws IOException {
        StagedItem item = area.stage(staging.look(collection, listed(digit)).item());
        staging.staged(collection, item, listed(digit));
        return item;
    }

    @Test
    void anItemThatIsNotHereIsToBeFetched() throws IOException {
        StagedLookup lookup = staging.look(collection, listed("a"));

        assertThat(lookup.staged()).isFalse();
        assertThat(lookup.item().name()).isEqualTo("staged/wechat/2026/11/21/item-1.eml");
    }

    @Test
    void theSameContentIsSeenBefore() throws IOException {
        stage("a");
        StagedLookup again = staging.look(collection, listed("A"));

        assertThat(again.staged()).isTrue();
        staging.seenBefore(collection, again.item());

        assertThat(area.ledger.events(EventType.SEEN_BEFORE)).hasSize(1);
        assertThat(area.letters()).isEmpty();
    }

    @Test
    void aCopyThatIsStagedUnderTheIdOfAllCopiesKeepsThatId() throws IOException {
        stage("a");
        stage("b");
        String id = ItemId.ofCopy("item-1", "8613910000001");

        assertThat(staging.asStaged(listed("a").under(id)).id()).isEqualTo("item-1");
        assertThat(staging.asStaged(listed("b").under(id)).id()).isEqualTo("item-1");
        assertThat(staging.asStaged(listed("c").under(id)).id()).isEqualTo(id);
        assertThat(staging.asStaged(listed("a").under("item-2")).id()).isEqualTo("item-2");
    }

    @Test
    void aCopyThatIsParkedUnderTheIdOfAllCopiesResolvesThatLetter() throws IOException {
        staging.park(collection, listed("a"), Reason.FETCH_FAILED, "HTTP 500");
        staging.begin(collection);
        String id = ItemId.ofCopy("item-1", "8613910000001");

        assertThat(staging.asStaged(listed("b").under(id)).id()).isEqualTo(id);
        ListedItem copy = staging.asStaged(listed("a").under(id));
        assertThat(copy.id()).isEqualTo("item-1");
        staging.staged(collection, area.stage(staging.look(collection, copy).item()), copy);

        assertThat(area.letters()).isEmpty();
    }

    @Test
    void aSourceThatGivesNoDigestIsTakenAtTheId() throws IOException {
        stage("a");

        StagedLookup again = staging.look(collection, new ListedItem("item-1", "chat", ARCHIVED_AT, 3, null));

        assertThat(again.staged()).isTrue();
        assertThat(again.item().version()).isEmpty();
    }

    @Test
    void otherContentUnderAKnownIdIsStagedBesideTheFirstAndParkedOnce() throws IOException {
        StagedItem first = stage("a");
        StagedLookup news = staging.look(collection, listed("b"));
        assertThat(news.staged()).isFalse();
        StagedItem other = area.stage(news.item());
        staging.conflict(collection, other);

        Collection next = collection("run-2");
        StagedLookup again = staging.look(next, listed("b"));
        assertThat(again.staged()).isTrue();
        staging.seenBefore(next, again.item());

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
    void otherContentWithTheSameFirstDigitsOfItsSha256IsNotSeenBefore() throws IOException {
        stage("a");
        ListedItem one = beginning("1");
        StagedItem first = area.stage(staging.look(collection, one).item());
        staging.conflict(collection, first);

        StagedLookup other = staging.look(collection, beginning("2"));
        assertThat(other.staged()).isFalse();
        StagedItem second = area.stage(other.item());
        staging.conflict(collection, second);

        assertThat(staging.look(collection, one).item().name()).isEqualTo(first.name());
        assertThat(staging.look(collection, beginning("2")).staged()).isTrue();
        assertThat(area.letters())
                .extracting(letter -> letter.staged().sha256())
                .containsExactlyInAnyOrder(one.sha256(), beginning("2").sha256());
    }

    private static ListedItem beginning(String end) {
        ListedItem listed = listed("b");
        return new ListedItem(
                listed.id(),
                listed.type(),
                ARCHIVED_AT,
                listed.sizeBytes(),
                listed.sha256().substring(0, listed.sha256().length() - 1) + end);
    }

    @Test
    void anItemThatWasStagedSinceItsLookUpIsSeenBefore() throws IOException {
        StagedItem item = stage("a");

        staging.stagedMeanwhile(collection, item, listed("a"));

        assertThat(area.ledger.events(EventType.SEEN_BEFORE)).hasSize(1);
    }

    @Test
    void anOriginalWhoseCollectionFailedAfterItsWriteIsRecordedAtTheEnd() throws IOException {
        LastCollections last = new LastCollections(area.store, WorkArea.CONNECTOR, open);
        CollectionRecords records = new CollectionRecords(WorkArea.CONNECTOR, area.store, area.ledger, open, last);
        records.begun(collection);
        StagedItem recorded = staging.look(collection, listed("a")).item();
        staging.opening(collection, recorded);
        stage("a");
        StagedItem written = staging.look(collection, WorkArea.listed("item-2", ARCHIVED_AT, "b"))
                .item();
        staging.opening(collection, written);
        area.stage(written);
        staging.opening(
                collection,
                staging.look(collection, WorkArea.listed("item-3", ARCHIVED_AT, "c"))
                        .item());
        collection.failed("The storage area could not be written");

        records.ended(collection);

        assertThat(area.ledger.events(EventType.FOUND_STAGED)).singleElement().satisfies(event -> {
            assertThat(event.item()).isEqualTo("item-2");
            assertThat(event.run()).isEqualTo(collection.run());
        });
    }

    @Test
    void anItemOfACollectionThatAnotherProcessBeganAndLeftIsFound() throws IOException {
        OpenCollections seldom = new OpenCollections(area.store, WorkArea.CONNECTOR, 1_000_000_000);
        Staging later = new Staging(WorkArea.CONNECTOR, area.store, area.ledger, area.deadLetters, area.days, seldom);
        assertThat(seldom.unreported()).isEmpty();
        open.begun(collection);
        area.stage(staging.look(collection, listed("a")).item());
        Collection next = collection("run-2");

        later.begin(next);
        later.found(next, later.look(next, listed("a")));

        assertThat(area.ledger.events(EventType.FOUND_STAGED))
                .extracting(LedgerEvent::run)
                .containsExactly(collection.run());
    }

    @Test
    void otherContentThatWasStagedSinceTheLookUpIsNoSeenItem() throws IOException {
        StagedItem item = stage("a");

        assertThatThrownBy(() -> staging.stagedMeanwhile(collection, item, listed("b")))
                .isInstanceOf(StorageException.class);
        assertThat(area.ledger.events(EventType.SEEN_BEFORE)).isEmpty();
    }

    @Test
    void aConflictThatACrashLeftWithoutALetterIsParkedWhenItIsListedAgain() throws IOException {
        stage("a");
        area.stage(staging.look(collection, listed("b")).item());

        staging.seenBefore(collection, staging.look(collection, listed("b")).item());

        assertThat(area.letters()).extracting(DeadLetter::reason).containsExactly(Reason.ID_CONFLICT);
    }

    @Test
    void aConflictThatACrashLeftWithTheLetterOfItsFetchCanBeReplayed() throws IOException {
        stage("a");
        staging.park(collection, listed("b"), Reason.FETCH_FAILED, "HTTP 500");
        StagedItem other = area.stage(staging.look(collection, listed("b")).item());

        staging.seenBefore(collection, other);

        assertThat(area.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.ID_CONFLICT);
            assertThat(letter.staged()).isEqualTo(other);
        });
    }

    @Test
    void aConflictWhoseFailedFetchWasDiscardedIsParkedOnceItIsStaged() throws IOException {
        stage("a");
        staging.park(collection, listed("b"), Reason.FETCH_FAILED, "HTTP 500");
        area.deadLetters.discard("item-1", "ann", "not needed");
        StagedItem other = area.stage(staging.look(collection, listed("b")).item());

        staging.seenBefore(collection, other);

        assertThat(area.letters()).extracting(DeadLetter::reason).containsExactly(Reason.ID_CONFLICT);
    }

    @Test
    void aConflictThatWasReplayedIsSeenBefore() throws IOException {
        stage("a");
        StagedItem other = area.stage(staging.look(collection, listed("b")).item());
        staging.conflict(collection, other);
        area.deadLetters.end(area.letters().get(0), DeadLetter.End.REPLAYED, "ann");

        staging.seenBefore(collection, other);

        assertThat(area.ledger.events(EventType.SEEN_BEFORE)).hasSize(1);
        assertThat(area.letters()).isEmpty();
    }

    @Test
    void anItemThatCouldNotBeFetchedIsParkedOnceHoweverOftenItIsListed() throws IOException {
        staging.park(collection, listed("a"), Reason.FETCH_FAILED, "HTTP 500");
        staging.park(collection("run-2"), listed("a"), Reason.FETCH_FAILED, "HTTP 500");

        assertThat(area.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.staged()).isNull();
            assertThat(letter.listed()).isEqualTo(listed("a"));
            assertThat(letter.opening().run()).isEqualTo("run-1");
        });
        assertThat(area.ledger.events(EventType.PARKED_AT_COLLECTION)).hasSize(2);
        assertThat(area.ledger.events(EventType.DEAD_LETTER_OPENED)).hasSize(1);
    }

    @Test
    void lateSuccessResolvesTheLetter() throws IOException {
        staging.park(collection, listed("a"), Reason.FETCH_FAILED, "HTTP 500");
        staging.begin(collection);

        stage("a");

        assertThat(area.letters()).isEmpty();
        assertThat(area.ledger.events(EventType.DEAD_LETTER_ENDED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("end", "resolved"));
    }

    @Test
    void aLetterThatACrashLeftOpenIsResolvedWhenItsItemIsSeenAgain() throws IOException {
        staging.park(collection, listed("a"), Reason.CHECKSUM_MISMATCH, "detail");
        area.stage(staging.look(collection, listed("a")).item());
        staging.begin(collection);

        staging.seenBefore(collection, staging.look(collection, listed("a")).item());

        assertThat(area.letters()).isEmpty();
    }

    @Test
    void whatIsParkedForItsMailboxesIsNoneOfTheCollectorsBusiness() throws IOException {
        StagedItem item = stage("a");
        area.deadLetters.parkItem(item, Reason.UNMAPPED, "nobody");
        staging.begin(collection);

        staging.seenBefore(collection, item);

        assertThat(area.letters()).hasSize(1);
    }

    @Test
    void anItemThatIsTooLargeToImportStaysParkedWhenItIsListedAgain() throws IOException {
        StagedItem item = stage("a");
        area.deadLetters.parkItem(item, Reason.ITEM_TOO_LARGE, "over the limit");
        staging.begin(collection);

        staging.seenBefore(collection, item);

        assertThat(area.letters()).hasSize(1);
    }

    @Test
    void aLetterThatWasOpenedAnewForAnotherReasonStaysOpen() throws IOException {
        staging.park(collection, listed("a"), Reason.FETCH_FAILED, "HTTP 500");
        StagedItem item = area.stage(staging.look(collection, listed("a")).item());
        staging.begin(collection);
        area.deadLetters.parkItem(item, Reason.UNMAPPED, "nobody");

        staging.seenBefore(collection, item);

        assertThat(area.letters()).singleElement().satisfies(letter -> assertThat(letter.reason())
                .isEqualTo(Reason.UNMAPPED));
    }

    @Test
    void anIdThatCanBeNoFileNameIsKeptAndReadBack() throws IOException {
        String id = "../a b/%2F+\u5bc6\u7801 \ud83d\ude00" + "x".repeat(300);
        ListedItem odd = WorkArea.listed(id, ARCHIVED_AT, "a");
        StagedItem item = area.stage(staging.look(collection, odd).item());

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
        area.stage(staging.look(collection, WorkArea.listed("ITEM", ARCHIVED_AT, "a"))
                .item());

        StagedLookup lower = staging.look(collection, WorkArea.listed("item", ARCHIVED_AT, "b"));

        assertThat(lower.staged()).isFalse();
        assertThat(lower.item().version()).isEmpty();
    }

    @Test
    void whatACollectionWithoutAnEndHasStagedIsNotedInItsName() throws IOException {
        open.begun(collection);
        StagedItem item = area.stage(staging.look(collection, listed("a")).item());
        Collection next = begun("run-2");

        staging.found(next, staging.look(next, listed("a")));

        assertThat(area.ledger.events(EventType.FOUND_STAGED)).singleElement().satisfies(event -> {
            assertThat(event.run()).isEqualTo("run-1");
            assertThat(event.item()).isEqualTo(item.id());
            assertThat(event.details()).containsEntry("name", item.name()).containsEntry("sha256", item.sha256());
        });
        assertThat(area.ledger.events(EventType.SEEN_BEFORE))
                .extracting(LedgerEvent::run)
                .containsExactly("run-2");
    }

    @Test
    void soIsWhatItStagedAfterTheLookUp() throws IOException {
        open.begun(collection);
        Collection next = begun("run-2");
        StagedLookup early = staging.look(next, listed("a"));
        area.stage(staging.look(collection, listed("a")).item());

        staging.stagedMeanwhile(next, early.item(), listed("a"));

        assertThat(area.ledger.events(EventType.FOUND_STAGED))
                .extracting(LedgerEvent::run)
                .containsExactly("run-1");
    }

    @Test
    void whatACollectionHasStagedThatEndedOrHasAReportIsSeenBeforeOnly() throws IOException {
        open.begun(collection);
        area.stage(staging.look(collection, listed("a")).item());
        open.ended(collection.run(), false);
        Collection next = begun("run-2");

        staging.found(next, staging.look(next, listed("a")));

        assertThat(area.ledger.events(EventType.FOUND_STAGED)).isEmpty();
        assertThat(area.ledger.events(EventType.SEEN_BEFORE)).hasSize(1);
    }

    private Collection begun(String run) throws IOException {
        Collection next = collection(run);
        open.begun(next);
        staging.begin(next);
        return next;
    }
}
