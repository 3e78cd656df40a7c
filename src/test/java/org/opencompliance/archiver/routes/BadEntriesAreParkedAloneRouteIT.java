package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.hostile.Entries.attested;
import static org.opencompliance.archiver.hostile.Entries.entry;
import static org.opencompliance.archiver.hostile.Entries.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.Sha256;

/** An invalid entry affects only itself; an id has no special meaning, whatever its form. */
class BadEntriesAreParkedAloneRouteIT {

    @TempDir
    static Path directory;

    private static HostileSourceUnderTest hostile;

    @BeforeAll
    static void start() throws Exception {
        hostile = new HostileSourceUnderTest(directory, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        hostile.close();
    }

    @BeforeEach
    void prepare() {
        hostile.nextScene();
    }

    private static String good(String id) {
        return entry(hostile.scene().id(id), hostile.scene().archivedAt());
    }

    /** The items of the scene. */
    private static List<DeadLetter> letters() {
        return hostile.archiver().letters().stream()
                .filter(letter ->
                        !letter.listed().archivedAt().isBefore(hostile.scene().from()))
                .filter(letter ->
                        letter.listed().archivedAt().isBefore(hostile.scene().to()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"archivedAt\":null",
                "\"archivedAt\":\"yesterday\"",
                "\"archivedAt\":\"+1000000000-12-31T23:59:59Z\"",
                "\"archivedAt\":\"-0001-01-01T00:00:00Z\"",
                "\"archivedAt\":1e99",
                "\"archivedAt\":[\"2026-11-20T00:00:00Z\"]",
                "\"archivedAt\":{}",
                "\"sizeBytes\":1e30",
                "\"sizeBytes\":1e999999999",
                "\"sizeBytes\":9223372036854775808",
                "\"sizeBytes\":-5",
                "\"sizeBytes\":1.5",
                "\"sizeBytes\":\"many\"",
                "\"sizeBytes\":[1]",
                "\"sha256\":\"\"",
                "\"sha256\":\"abc\"",
                "\"sha256\":\"/../\"",
                "\"sha256\":7",
                "\"type\":{\"a\":[1,2]}"
            })
    void anEntryThatCannotBeUsedIsParkedAndItsNeighboursAreStaged(String field) {
        hostile.listing(attested(good("before"), good("bad").replace("}", "," + field + "}"), good("after")));

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.archivedOnly("before", "after")).isTrue();
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.listed().id()).isEqualTo(hostile.scene().id("bad"));
            assertThat(letter.reason()).isEqualTo(Reason.MALFORMED_LISTING);
            assertThat(letter.staged()).isNull();
            assertThat(letter.detail())
                    .startsWith("Entry 2 of the page, field ")
                    .isEqualTo(letter.listed().problem());
        });
        assertThat(hostile.source().fetched()).noneMatch(item -> item.endsWith("bad"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "\"text\"",
                "[]",
                "{}",
                "[{\"id\":\"x\"}]",
                "{\"id\":null}",
                "{\"id\":\"\"}",
                "{\"id\":{}}"
            })
    void anEntryWithoutAnIdIsParkedUnderANameOfItsOwn(String entry) {
        hostile.listing(attested(entry, good("good"), entry));

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.archivedOnly("good")).isTrue();
        assertThat(letters())
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo(Reason.MALFORMED_LISTING))
                .allSatisfy(letter -> assertThat(letter.listed().id()).startsWith("entry-without-id-"))
                .extracting(letter -> letter.listed().id())
                .doesNotHaveDuplicates();

        hostile.collectAndImport();
        assertThat(letters()).as("listed again, parked once").hasSize(2);
    }

    @Test
    void aTextTooLongForAnIdIsParkedToo() {
        hostile.listing(attested(good("x".repeat(100_000)), good("good")));

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.archivedOnly("good")).isTrue();
        assertThat(letters()).extracting(DeadLetter::reason).containsExactly(Reason.MALFORMED_LISTING);
    }

    @Test
    void aMendedEntryIsFetchedByTheReplayAndItsLetterResolved() {
        hostile.listing(attested(good("mended").replace("}", ",\"archivedAt\":null}"), good("other")));
        hostile.collectAndImport();
        assertThat(letters()).hasSize(1);
        String other = good("other");
        String mended = good("mended");
        hostile.behaving((ask, wire) -> {
            if (!ask.isListing()) {
                wire.message(hostile.mail(ask.id()));
            } else if (ask.covers(hostile.scene().archivedAt())) {
                wire.json(attested(other, mended));
            } else {
                wire.json(page());
            }
        });

        hostile.archiver().replay("malformed-listing");
        hostile.archiver().awaitIdle();

        assertThat(hostile.archivedOnly("other", "mended")).isTrue();
        assertThat(letters()).isEmpty();
    }

    @Test
    void anEntryThatIsStillBadStaysParkedAfterAReplay() {
        hostile.listing(attested(good("bad").replace("}", ",\"sizeBytes\":-1}")));
        hostile.collectAndImport();

        hostile.archiver().replay("malformed-listing");

        assertThat(letters()).extracting(DeadLetter::reason).containsExactly(Reason.MALFORMED_LISTING);
    }

    @Test
    void anItemWithoutASizeIsKeptAsItComes() {
        hostile.listing(attested(good("missing"), good("none").replace("}", ",\"sizeBytes\":null,\"sha256\":null}")));

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.archivedOnly("missing", "none")).isTrue();
    }

    @Test
    void aGoodEntryCountsWhateverABadOneOfItsIdSays() {
        String bad = good("twice").replace("}", ",\"sizeBytes\":-1}");
        hostile.listing(page(bad, good("twice"), bad));

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.archivedOnly("twice")).isTrue();
    }

    /** Lists one id with two contents; the first requests get the first one. */
    private static void listingTwoContents(int first) {
        String one = hostile.mail("first");
        String other = hostile.mail("other");
        String listing = page(
                good("twice").replace("}", ",\"sha256\":\"" + sha256(one) + "\"}"),
                good("twice").replace("}", ",\"sha256\":\"" + sha256(other) + "\"}"),
                good("last"));
        AtomicInteger fetched = new AtomicInteger();
        hostile.behaving((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(listing);
            } else if (ask.id().endsWith("last")) {
                wire.message(hostile.mail("last"));
            } else {
                wire.message(fetched.getAndIncrement() < first ? one : other);
            }
        });
    }

    private static String sha256(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void otherContentUnderAnIdOfTheSamePageIsKeptBesideTheFirstAndParked() {
        listingTwoContents(1);

        Collection collection = hostile.collectAndImport();

        assertThat(collection.incomplete()).isNull();
        assertThat(List.of(collection.listed(), collection.known(), collection.done()))
                .containsExactly(2, 3, 3);
        assertThat(hostile.archivedOnly("first", "last")).isTrue();
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.ID_CONFLICT);
            assertThat(letter.staged()).isNotNull();
        });
    }

    @Test
    void otherContentUnderAnIdThatTheSourceDoesNotGiveIsParkedBesideTheFirst() throws Exception {
        listingTwoContents(Integer.MAX_VALUE);

        assertThat(hostile.collectAndImport().incomplete()).isNull();
        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.archivedOnly("first", "last")).isTrue();
        assertThat(letters()).extracting(DeadLetter::reason).containsExactly(Reason.CHECKSUM_MISMATCH);
        listingTwoContents(0);
        hostile.collectAndImport();
        assertThat(letters()).extracting(DeadLetter::reason).containsExactly(Reason.ID_CONFLICT);
    }

    @Test
    void aListingOfWhichNoEntryCanBeUsedMovesNothing() {
        hostile.listing(page(Collections.nCopies(20, "{\"identifier\":\"x\"}").toArray(String[]::new)));

        assertThat(hostile.collect().incomplete())
                .contains("None of the 20 entries")
                .contains("Entry 1 of the page, field id: missing");
        assertThat(letters()).isEmpty();
    }

    @Test
    void anIdIsAskedForAsItIs() {
        List<String> ids =
                List.of("'n1'", "\\\"n2\\\"", "n1", "n2", "null", "'null'", "${body}", "#{x}", "{{y}}", "true", " n1 ");
        List<String> entries = new ArrayList<>();
        ids.forEach(id -> entries.add(entry(id, hostile.scene().archivedAt())));
        hostile.listing(attested(entries.toArray(String[]::new)));

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.source().fetched())
                .contains("%27n1%27", "%22n2%22", "n1", "n2", "null", "%27null%27", "%24%7Bbody%7D", "%20n1%20");
        assertThat(hostile.archivedOnly(
                        ids.stream().map(id -> id.replace("\\", "")).toArray(String[]::new)))
                .isTrue();
        assertThat(letters()).isEmpty();
    }

    @Test
    void anIdWithHalfACharacterIsParkedAndNotAskedFor() {
        int asked = hostile.source().fetched().size();
        hostile.listing(attested(good("half\\ud800"), good("half\\ud801"), good("\\ud83d\\ude00")));

        assertThat(hostile.collectAndImport().incomplete()).isNull();

        assertThat(hostile.source().fetched().stream().skip(asked))
                .singleElement()
                .satisfies(item -> assertThat(item).endsWith("%F0%9F%98%80"));
        assertThat(letters()).hasSize(2).allSatisfy(letter -> assertThat(letter.reason())
                .isEqualTo(Reason.MALFORMED_LISTING));
    }

    @Test
    void aReplayOfOneItemIsOfThatItem() {
        hostile.behaving((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(attested(
                        entry("'q'", hostile.scene().archivedAt()),
                        entry("q", hostile.scene().archivedAt().plusSeconds(1))));
            } else {
                wire.answer(404, "", "");
            }
        });
        hostile.collect();
        int asked = hostile.source().fetched().size();

        hostile.behaving((ask, wire) -> {
            if (ask.isListing()) {
                wire.json(page(
                        ask.covers(hostile.scene().archivedAt())
                                ? new String[] {entry("'q'", hostile.scene().archivedAt())}
                                : new String[0]));
            } else {
                wire.answer(404, "", "");
            }
        });

        hostile.archiver().replayItem("'q'");

        assertThat(hostile.source().fetched().stream().skip(asked)).isNotEmpty().containsOnly("%27q%27");
    }
}
