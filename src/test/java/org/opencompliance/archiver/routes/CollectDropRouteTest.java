package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.routing.drop.SourceDrop;
import org.opencompliance.archiver.story.Stories;
import org.opencompliance.archiver.story.Story;
import org.opencompliance.archiver.story.StoryText;
import org.opencompliance.sandbox.drop.ZipDraft;

/** The drop as the source, with an SFTP server; ranges are requested by hand. */
class CollectDropRouteTest {

    @TempDir
    static Path directory;

    private static DropUnderTest drop;

    @BeforeAll
    static void start() throws Exception {
        drop = new DropUnderTest(directory, Map.of("archiver.fetch-limit", "8KB", "telemessage.drop-max-entries", "9"));
    }

    @AfterAll
    static void stop() throws Exception {
        drop.close();
    }

    @BeforeEach
    void prepare() {
        drop.nextScene();
    }

    private static LedgerLine lastWindow() {
        List<LedgerLine> windows = drop.archiver().ledger(EventType.WINDOW_COMPLETED);
        return windows.get(windows.size() - 1);
    }

    private static List<LedgerLine> ofScene(EventType type) {
        return drop.archiver().ledger(type).stream()
                .filter(line -> line.item().startsWith(drop.scene().id("")))
                .toList();
    }

    private static void assertParkedWhole(String zip, Reason reason) {
        assertThat(drop.collectAndImport().incomplete()).isNull();
        assertThat(drop.scene().archived("ann")).isEmpty();
        assertThat(ofScene(EventType.STAGED)).isEmpty();
        assertThat(drop.letters(zip)).extracting(DeadLetter::reason).containsExactly(reason);
    }

    @Test
    void everyItemOfAZipIsStagedAndImportedOnce() {
        drop.put(1, drop.zip("one", "two", "three", "four", "five"));

        Collection collection = drop.collectAndImport();

        assertThat(collection.incomplete()).isNull();
        assertThat(drop.scene().archived("ann")).hasSize(5);
        assertThat(drop.scene().archived("ben")).hasSize(5);
        assertThat(lastWindow().number("listed")).isEqualTo(5);
        assertThat(lastWindow().number("total")).isEqualTo(5);
        assertThat(ofScene(EventType.STAGED)).hasSize(5).allSatisfy(line -> assertThat(line.text("unattested"))
                .isNull());
    }

    @Test
    void aCollectionOfTheSameRangeStagesNothingAgain() {
        drop.put(1, drop.zip("one", "two", "three"));
        drop.collectAndImport();
        int requests = drop.sandbox().tenant().requests().size();

        drop.collectAndImport();

        assertThat(ofScene(EventType.STAGED)).hasSize(3);
        assertThat(ofScene(EventType.SEEN_BEFORE)).hasSize(3);
        assertThat(drop.sandbox().tenant().requests()).hasSize(requests);
    }

    @Test
    void severalZipsOfADayAreTakenAndTheDropIsKept() {
        String first = drop.put(1, drop.zip("one", "two", "three"));
        String second = drop.put(2, drop.zip("four"));

        drop.collectAndImport();

        assertThat(drop.scene().archived("ann")).hasSize(4);
        assertThat(lastWindow().number("total")).isEqualTo(4);
        assertThat(drop.server().folder().resolve(first)).exists();
        assertThat(drop.server().folder().resolve(second)).exists();
    }

    @Test
    void theManifestCanBeBesideTheZip() {
        ZipDraft zip = drop.zip("one", "two").withoutManifest();
        String name = drop.put(1, zip);
        drop.put(name.replace(".zip", ".mf"), zip.manifest().getBytes(StandardCharsets.UTF_8));

        drop.collectAndImport();

        assertThat(drop.scene().archived("ann")).hasSize(2);
    }

    @Test
    void anItemInTwoZipsIsOneItem() {
        drop.put(1, drop.zip("one", "two"));
        drop.put(2, drop.zip("two", "three"));

        assertThat(drop.collectAndImport().incomplete()).isNull();

        assertThat(drop.scene().archived("ann")).hasSize(3);
        assertThat(lastWindow().number("total")).isEqualTo(3);
    }

    @Test
    void otherContentUnderTheIdOfAnotherItemIsKeptAndParked() {
        ZipDraft zip = new ZipDraft();
        zip.add("a.eml", drop.eml("one", "Hello")).add("b.eml", drop.eml("one", "Hello again"));
        drop.put(1, zip.add("c.eml", drop.eml("two", "Hello")));

        assertThat(drop.collectAndImport().incomplete()).isNull();

        assertThat(drop.scene().archived("ann")).hasSize(2);
        assertThat(drop.archiver().letters(drop.scene().id("one")))
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.ID_CONFLICT);
        drop.archiver().replay("id-conflict");
        drop.archiver().awaitIdle();
        assertThat(drop.scene().archived("ann")).hasSize(3);
    }

    private static String copy(String owner, String text) {
        return "X-TELEMESSAGE-ArchiveInitiator: " + owner + "\r\n" + drop.eml("one", text);
    }

    @Test
    void theCopiesOfAMessageForSeveralOwnersAreItemsWhicheverComesFirst() throws Exception {
        String ann = drop.scene().address("ann");
        String ben = drop.scene().address("ben");
        ZipDraft zip = new ZipDraft().add("a.eml", copy(ann, "Hello")).add("b.eml", copy(ben, "Hello"));
        drop.put(1, zip.add("c.eml", copy("8613910000009", "Hello")));
        drop.put(2, new ZipDraft().add("d.eml", copy(ben, "Hello")).add("e.eml", copy(ann, "Changed")));

        assertThat(drop.collectAndImport().incomplete()).isNull();

        assertThat(ofScene(EventType.STAGED))
                .extracting(LedgerLine::item)
                .containsExactlyInAnyOrder(
                        ItemId.ofCopy(drop.scene().id("one"), ann),
                        ItemId.ofCopy(drop.scene().id("one"), ben),
                        ItemId.ofCopy(drop.scene().id("one"), "8613910000009"));
        assertThat(drop.scene().archived("ann")).hasSize(3);
        assertThat(drop.archiver().letters(ItemId.ofCopy(drop.scene().id("one"), ann)))
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.ID_CONFLICT);
        try (Stories stories = new StoryReader(drop.archiver(), directory).stories()) {
            assertThat(stories.find(drop.scene().id("one"), false)).hasSize(3);
        }
    }

    @Test
    void noWindowIsCompleteWithoutAZipAtWhichTheStorageAreaFailedForAMoment() {
        drop.put(1, drop.zip("two", "three"));
        drop.put(2, new ZipDraft().add("a.eml", copy("8613910000009", "Hello")));
        drop.put(3, drop.zip("four"));
        String ofAllCopies = "/" + ItemId.encode(drop.scene().id("one")) + ".eml";
        AtomicBoolean failing = new AtomicBoolean(true);
        drop.archiver().disturbed().failLookUpsOf(name -> name.endsWith(ofAllCopies) && failing.getAndSet(false));

        Collection failed = drop.collectAndImport();

        assertThat(failing).isFalse();
        assertThat(failed.incomplete()).isNotNull();
        assertThat(drop.collectAndImport().incomplete()).isNull();
        assertThat(ofScene(EventType.STAGED)).hasSize(4);
        assertThat(drop.scene().archived("ann")).hasSize(4);
        drop.archiver().disturbed().recover();
    }

    @Test
    void anItemWithoutAnIdHasTheSameIdInAnyZip() {
        String eml = drop.emlWithoutId("No id");
        drop.put(1, new ZipDraft().add("first.eml", eml));
        drop.collectAndImport();
        drop.put(
                DropUnderTest.name(drop.day().plusDays(1), 1),
                new ZipDraft().add("second.eml", eml).bytes());

        drop.archiver().collect(drop.scene().from(), drop.scene().to().plus(Duration.ofDays(1)));
        drop.archiver().awaitIdle();

        assertThat(drop.scene().archived("ann")).hasSize(1);
    }

    @Test
    void aFileThatIsNoMailIsNamedByItsZipAndItsPositionThere() throws Exception {
        ZipDraft zip = new ZipDraft()
                .add("one.eml", drop.eml("one", "Hello"))
                .add("photo 8613800138000.eml", "\u0000\u0001 no mail at all");
        String name = drop.put(1, zip);
        drop.collectAndImport();
        DeadLetter parked = drop.archiver().letters().stream()
                .filter(letter -> letter.reason().equals(Reason.MALFORMED))
                .findFirst()
                .orElseThrow();

        String id = parked.listed().id();
        Story story = new StoryReader(drop.archiver(), directory).story(id, false);

        assertThat(id).startsWith("eml-");
        assertThat(story.source()).isEqualTo("file 2 of the ZIP " + name);
        assertThat(StoryText.of(story)).contains("Came as: file 2 of the ZIP " + name);
        assertThat(new StoryReader(drop.archiver(), directory)
                        .story(drop.scene().id("one"), false)
                        .source())
                .isNull();
    }

    @Test
    void timeAndTypeComeFromTheHeader() {
        drop.put(1, drop.zip("one"));

        drop.collectAndImport();

        assertThat(ofScene(EventType.STAGED)).singleElement().satisfies(line -> {
            assertThat(line.text("archivedAt"))
                    .isEqualTo(drop.scene().archivedAt().toString());
            assertThat(line.text("kind")).isEqualTo("text");
        });
    }

    @Test
    void anItemOverTheFetchLimitIsParkedAlone() {
        drop.put(1, drop.zip("one").add("large.eml", drop.eml("large", "x".repeat(9_000))));

        drop.collectAndImport();

        assertThat(drop.scene().archived("ann")).hasSize(1);
        assertThat(drop.archiver().letters(drop.scene().id("large")))
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.ITEM_TOO_LARGE);
    }

    @Test
    void aZipThatDiffersFromItsManifestIsParkedWholeUntilItIsRight() {
        String zip = drop.put(1, drop.zip("one", "two").manifest("Count: 3\none.eml\ntwo.eml\nthree.eml\n"));

        assertParkedWhole(zip, Reason.ZIP_MANIFEST_MISMATCH);

        assertThat(drop.letters(zip).get(0).detail())
                .isEqualTo("The manifest says Count: 3 and the ZIP has 2 EML files");
        drop.put(1, drop.zip("one", "two", "three"));
        drop.collectAndImport();
        assertThat(drop.letters(zip)).isEmpty();
        assertThat(drop.scene().archived("ann")).hasSize(3);
    }

    @Test
    void aZipWithAnEmptyItemIsParkedWhole() {
        assertParkedWhole(drop.put(1, drop.zip("one").add("empty.eml", "")), Reason.ZIP_MANIFEST_MISMATCH);
    }

    @Test
    void aZipThatIsCutOffIsParkedWholeUntilItIsWhole() {
        byte[] whole = drop.zip("one", "two").bytes();
        String zip = drop.put(1, Arrays.copyOf(whole, whole.length / 2));

        assertParkedWhole(zip, Reason.ZIP_UNREADABLE);

        drop.put(1, whole);
        drop.collectAndImport();
        assertThat(drop.letters(zip)).isEmpty();
        assertThat(drop.scene().archived("ann")).hasSize(2);
    }

    @Test
    void aZipWithAPathInANameIsParkedWhole() {
        assertParkedWhole(drop.put(1, drop.zip("one", "../two")), Reason.ZIP_UNSAFE);
    }

    @Test
    void aZipWithTooManyFilesIsParkedWhole() {
        assertParkedWhole(drop.put(1, drop.zip("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")), Reason.ZIP_UNSAFE);
    }

    @Test
    void aZipUnderAnotherNameIsParkedWhole() {
        String name = "Messages " + drop.scene().id("").replace("/", "") + ".zip";
        drop.server().put(name, drop.zip("one").bytes(), drop.scene().archivedAt());

        assertParkedWhole(name, Reason.ZIP_UNNAMED);
    }

    @Test
    void aZipThatWasTakenAndHasOtherContentNowIsParkedWhole() {
        String zip = drop.put(1, drop.zip("one"));
        drop.collectAndImport();
        drop.put(1, drop.zip("one", "two"));

        drop.collectAndImport();

        assertThat(drop.scene().archived("ann")).hasSize(1);
        assertThat(drop.letters(zip)).extracting(DeadLetter::reason).containsExactly(Reason.ZIP_CHANGED);
    }

    @Test
    void aZipWithoutAManifestIsParkedOnceItsPatienceIsOver() {
        ZipDraft draft = drop.zip("one").withoutManifest();
        String zip = drop.name(1);
        drop.server().put(zip, draft.bytes(), drop.hourAgo());
        drop.collectAndImport();
        assertThat(drop.letters(zip)).isEmpty();
        assertThat(drop.scene().archived("ann")).isEmpty();

        drop.server().put(zip, draft.bytes(), drop.hourAgo().minus(Duration.ofDays(1)));

        assertParkedWhole(zip, Reason.ZIP_WITHOUT_MANIFEST);
        drop.put(zip + ".mf", draft.manifest().getBytes(StandardCharsets.UTF_8));
        drop.collectAndImport();
        assertThat(drop.letters(zip)).isEmpty();
        assertThat(drop.scene().archived("ann")).hasSize(1);
    }

    @Test
    void aZipThatIsBeingWrittenIsLeftToTheNextCollection() {
        Instant now = drop.sandbox().clock().instant();
        String zip = drop.name(1);
        drop.server().put(zip, drop.zip("one").bytes(), now.plusSeconds(59));
        drop.collectAndImport();
        assertThat(drop.scene().archived("ann")).isEmpty();
        assertThat(drop.letters(zip)).isEmpty();
        SourceDrop source = drop.archiver().bean("sourceDrop", SourceDrop.class);
        assertThat(source.left().number()).isEqualTo(1);

        drop.collectAndImport();
        assertThat(source.left().number()).isZero();

        assertThat(drop.scene().archived("ann")).hasSize(1);
    }

    @Test
    void aParkedZipDoesNotHoldBackOthers() {
        String zip = drop.put(1, "no ZIP".getBytes(StandardCharsets.UTF_8));
        drop.put(2, drop.zip("one"));

        drop.collectAndImport();

        assertThat(drop.letters(zip)).extracting(DeadLetter::reason).containsExactly(Reason.ZIP_UNREADABLE);
        assertThat(drop.scene().archived("ann")).hasSize(1);
        assertThat(lastWindow().number("total")).isEqualTo(2);
    }

    @Test
    void aWindowTakesTheZipsOfItsDays() {
        drop.put(1, drop.zip("one"));
        drop.put(DropUnderTest.name(drop.day().plusDays(1), 1), drop.zip("two").bytes());

        drop.archiver()
                .collect(
                        drop.day().atStartOfDay(ZoneOffset.UTC).toInstant(),
                        drop.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        drop.archiver().awaitIdle();

        assertThat(ofScene(EventType.STAGED))
                .extracting(LedgerLine::item)
                .containsExactly(drop.scene().id("one"));
    }

    @Test
    void aDownloadThatBreaksIsRepeated() {
        drop.put(1, drop.zip("one", "two"));
        drop.server().breakDownloads(1);

        assertThat(drop.collectAndImport().incomplete()).isNull();

        assertThat(drop.scene().archived("ann")).hasSize(2);
    }
}
