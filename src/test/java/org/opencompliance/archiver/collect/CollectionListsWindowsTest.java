package org.opencompliance.archiver.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.CollectionEvents;

class CollectionListsWindowsTest {

    private final Collection collection = Collections.ofNothing();

    @BeforeEach
    void openWindow() {
        collection.open(new WindowListing(Collections.LIMITS));
    }

    private static Listing page(String next, Integer total, String... ids) {
        List<ListedItem> items = Arrays.stream(ids)
                .map(id -> WorkArea.listed(id, WorkArea.NOW, "a"))
                .toList();
        return new Listing(items, next, total == null ? null : total.longValue());
    }

    @Test
    void pagesAreFollowedToTheLast() {
        collection.page(page("c1", 3, "1", "2"));
        assertThat(collection.isListing()).isTrue();
        assertThat(collection.cursor()).isEqualTo("c1");

        collection.page(page(null, 3, "3"));

        assertThat(collection.isListing()).isFalse();
        assertThat(collection.incomplete()).isNull();
        assertThat(collection.listed()).isEqualTo(3);
    }

    @Test
    void anItemThatIsListedTwiceIsDealtWithAndCountedOnce() {
        assertThat(collection.page(page("c1", 2, "1", "2"))).hasSize(2);

        assertThat(collection.page(page(null, 2, "2"))).isEmpty();

        assertThat(collection.isListing()).isFalse();
        assertThat(collection.listed()).isEqualTo(2);
    }

    @Test
    void anotherContentUnderAnIdIsDealtWithAfterTheFirst() {
        ListedItem first = WorkArea.listed("1", WorkArea.NOW, "a");
        ListedItem other = WorkArea.listed("1", WorkArea.NOW, "b");
        ListedItem bare = new ListedItem("1", "chat", WorkArea.NOW, -1, null);

        assertThat(collection.page(new Listing(List.of(first, other, other, bare), "c1", 1L)))
                .containsExactly(first);
        assertThat(collection.lateItems()).containsExactly(other);
        assertThat(collection.page(new Listing(List.of(first, other), null, 1L)))
                .isEmpty();
        assertThat(collection.listed()).isEqualTo(1);
        assertThat(collection.known()).isEqualTo(2);

        collection.open(new WindowListing(Collections.LIMITS));
        ListedItem third = WorkArea.listed("1", WorkArea.NOW, "c");
        assertThat(collection.page(new Listing(List.of(third, first), null, 1L)))
                .containsExactly(third);
        assertThat(collection.known()).isEqualTo(3);
    }

    @Test
    void twoContentsWithTheSameFirstDigitsAreTwo() {
        String digits = "a".repeat(16);
        ListedItem one = new ListedItem("1", "chat", WorkArea.NOW, 3, digits + "b".repeat(48));
        ListedItem other = new ListedItem("1", "chat", WorkArea.NOW, 3, digits + "c".repeat(48));

        assertThat(collection.page(new Listing(List.of(one, other), null, 1L))).containsExactly(one);
        assertThat(collection.lateItems()).containsExactly(other);
    }

    @Test
    void itemsWithoutASizeOrASha256AreCountedOnceInEachListing() {
        ListedItem bare = new ListedItem("1", "chat", WorkArea.NOW, -1, null);
        ListedItem sized = new ListedItem("2", "chat", WorkArea.NOW, 0, null);
        ListedItem whole = WorkArea.listed("3", WorkArea.NOW, "a");
        ListedItem unusable = ListedItem.unusable("4", WorkArea.NOW, "no size");

        collection.page(new Listing(List.of(bare, sized, whole, unusable), "c1", 5L));
        collection.page(new Listing(List.of(bare), null, 5L));
        collection.page(new Listing(List.of(bare, sized, whole, unusable), "c1", 4L));
        collection.page(new Listing(List.of(bare), null, 4L));

        assertThat(collection.isListing()).isFalse();
        assertThat(collection.unattested()).isEqualTo(new CollectionEvents.Unattested(1, 2));
    }

    @Test
    void idsThatDifferInCaseOnlyAreTwoItems() {
        assertThat(collection.page(page(null, 2, "a", "A"))).hasSize(2);
        assertThat(collection.incomplete()).isNull();
    }

    @Test
    void anItemOfTwoWindowsIsListedInBothAndDealtWithOnce() {
        collection.page(page(null, 1, "1"));
        collection.open(new WindowListing(Collections.LIMITS));

        assertThat(collection.page(page(null, 1, "1"))).isEmpty();
        assertThat(collection.listed()).isEqualTo(1);
        assertThat(collection.incomplete()).isNull();
    }

    @Test
    void theSameCursorTwiceEndsTheWindow() {
        collection.page(page("c1", null, "1"));
        collection.page(page("c2", null, "2"));

        collection.page(page("c1", null, "3"));

        assertThat(collection.isListing()).isFalse();
        assertThat(collection.incomplete()).contains("same cursor");
    }

    @Test
    void aWindowThatDoesNotAddUpIsListedThreeTimes() {
        collection.page(page(null, 2, "1"));
        assertThat(collection.isListing()).isTrue();
        assertThat(collection.cursor()).isNull();
        collection.page(page("c1", 2, "1"));
        collection.page(page(null, 2, "1"));
        assertThat(collection.isListing()).isTrue();

        collection.page(page(null, 2, "1"));

        assertThat(collection.isListing()).isFalse();
        assertThat(collection.incomplete()).contains("2 items").contains("lists 1");
    }

    @Test
    void aCursorMayComeAgainInTheNextListing() {
        collection.page(page("c1", 2, "1"));
        collection.page(page(null, 2, "1"));

        collection.page(page("c1", 2, "1"));
        collection.page(page(null, 2, "2"));

        assertThat(collection.incomplete()).isNull();
        assertThat(collection.isListing()).isFalse();
    }

    @Test
    void moreItemsThanTheSourceSaysAreAsWrongAsFewer() {
        for (int listing = 0; listing < 3; listing++) {
            collection.page(page(null, 1, "1", "2"));
        }

        assertThat(collection.incomplete()).isNotNull();
    }

    @Test
    void aSourceThatGivesNoTotalIsTakenAtItsPages() {
        collection.page(page(null, null, "1"));

        assertThat(collection.isListing()).isFalse();
        assertThat(collection.incomplete()).isNull();
        assertThat(collection.total()).isNull();
    }

    @Test
    void twentyFailuresInARowEndTheWindow() {
        for (int failure = 1; failure < 20; failure++) {
            collection.fetchFailed();
        }
        assertThat(collection.incomplete()).isNull();

        collection.fetchFailed();

        assertThat(collection.incomplete()).contains("20 items in a row");
        assertThat(collection.isListing()).isFalse();
    }

    @Test
    void aSuccessBetweenFailuresLetsTheWindowGoOn() {
        for (int failure = 1; failure < 20; failure++) {
            collection.fetchFailed();
        }
        collection.dealtWith();
        collection.fetchFailed();

        assertThat(collection.incomplete()).isNull();
    }

    @Test
    void theFirstReasonIsKept() {
        collection.failed("first");
        collection.failed("second");

        assertThat(collection.incomplete()).isEqualTo("first");
    }

    @Test
    void twentyPagesInARowWithoutANewItemEndTheWindow() {
        collection.page(page("c", null, "1"));
        for (int i = 1; i < 20; i++) {
            collection.page(page("c" + i, null, "1"));
        }
        assertThat(collection.incomplete()).isNull();

        collection.page(page("c20", null, "1"));

        assertThat(collection.isListing()).isFalse();
        assertThat(collection.incomplete()).contains("20 pages in a row without a new item");
    }

    @Test
    void aNewItemBetweenThemLetsTheWindowGoOn() {
        for (int i = 1; i < 100; i++) {
            collection.page(page("c" + i, null, String.valueOf(i / 15)));
        }

        assertThat(collection.incomplete()).isNull();
        assertThat(collection.isListing()).isTrue();
    }

    @Test
    void pagesOfWhatAnEarlierWindowListedAreNewsInTheirOwn() {
        String[] ids = IntStream.range(0, 40).mapToObj(String::valueOf).toArray(String[]::new);
        collection.page(page(null, null, ids));
        collection.open(new WindowListing(Collections.LIMITS));

        for (int i = 0; i < ids.length; i++) {
            assertThat(collection.page(page("c" + i, null, ids[i]))).isEmpty();
        }

        assertThat(collection.incomplete()).isNull();
    }

    @Test
    void entriesThatAreAlikeAndNameNoItemAreAsManyItems() {
        ListedItem entry = ListedItem.nameless("0f", "The entry has no id");
        Window window = new Window(WorkArea.NOW, WorkArea.NOW.plusSeconds(1));

        List<ListedItem> news = collection.page(new Listing(List.of(entry, entry), null, 2L).within(window));

        assertThat(news)
                .extracting(ListedItem::id)
                .containsExactly("entry-without-id-0f-2026-11-21", "entry-without-id-0f-2026-11-21-2");
        assertThat(news).extracting(ListedItem::archivedAt).containsOnly(WorkArea.NOW);
        assertThat(collection.incomplete()).isNull();
        assertThat(collection.listed()).isEqualTo(2);
    }

    @Test
    void anEntryThatCannotBeUsedHidesNoOtherOfItsId() {
        ListedItem bad = ListedItem.unusable("1", WorkArea.NOW, "The entry's sizeBytes is no number of bytes");
        ListedItem good = WorkArea.listed("1", WorkArea.NOW, "a");

        assertThat(collection.page(new Listing(List.of(bad, bad, good, bad), null, 1L)))
                .containsExactly(bad, good);
        assertThat(collection.incomplete()).isNull();
    }

    @Test
    void whatCouldNotBeFetchedAtOnceIsTriedAtTheEndOfTheWindow() {
        ListedItem item = WorkArea.listed("1", WorkArea.NOW, "a");

        collection.setAside(item);

        assertThat(collection.isLate()).isFalse();
        assertThat(collection.lateItems()).containsExactly(item);
        assertThat(collection.isLate()).isTrue();
        assertThat(collection.lateItems()).isEmpty();
        collection.open(new WindowListing(Collections.LIMITS));
        assertThat(collection.isLate()).isFalse();
    }

    @Test
    void aSourceOfWhichOneItemAfterAnotherFailsIsInTrouble() {
        for (int i = 1; i < 4; i++) {
            collection.setAside(WorkArea.listed("item-" + i, WorkArea.NOW, "a"));
        }
        assertThat(collection.isSourceInTrouble()).isFalse();

        collection.setAside(WorkArea.listed("item-4", WorkArea.NOW, "a"));
        assertThat(collection.isSourceInTrouble()).isTrue();

        collection.dealtWith();
        assertThat(collection.isSourceInTrouble()).isFalse();
    }

    @Test
    void twentyItemsInARowThatCannotBeFetchedAtOnceEndTheWindow() {
        for (int i = 0; i < 20; i++) {
            assertThat(collection.incomplete()).isNull();
            collection.setAside(WorkArea.listed("item-" + i, WorkArea.NOW, "a"));
        }

        assertThat(collection.incomplete()).contains("20 items in a row");
    }

    @Test
    void aPageWithoutItemsIsNoListing() {
        assertThatThrownBy(() -> new Listing(null, null, 0L)).isInstanceOf(IllegalArgumentException.class);
    }
}
