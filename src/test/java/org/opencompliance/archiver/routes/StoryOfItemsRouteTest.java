package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.ItemQuery;
import org.opencompliance.archiver.story.ItemRow;
import org.opencompliance.archiver.story.ItemSearch;
import org.opencompliance.archiver.story.ItemStatus;
import org.opencompliance.archiver.story.Stories;
import org.opencompliance.archiver.story.Story;
import org.opencompliance.archiver.story.Story.Event;
import org.opencompliance.archiver.story.Story.Finding;
import org.opencompliance.archiver.story.Story.Person;
import org.opencompliance.archiver.story.StoryText;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteOperation;

/** What the story of an item and the list of items say of items that went through all routes. */
class StoryOfItemsRouteTest {

    private static final String HEADER = "External User ID,Microsoft 365 User Mailbox\n";
    private static final String SETTINGS = "5".repeat(64);

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private StoryReader reader;
    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        Path mapping =
                Files.writeString(directory.resolve("mapping.csv"), HEADER + "8613900000009,x@contoso.example\n");
        archiver = ArchiverUnderTest.start(
                sandbox,
                directory,
                Map.of("archiver.mapping-file", mapping.toString(), "archiver.size-limit", "100KB"));
        archiver.bean("ledger", Ledger.class)
                .append(LedgerEvent.started("1.0", SETTINGS, "archiver"))
                .join();
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        sandbox.clearFaults();
        scene = sandbox.scene();
        reader = new StoryReader(archiver, directory);
    }

    @Test
    void aContentThatCannotBeDecodedAsItsHeaderSays() throws Exception {
        String cut = scene.mail("ann", "ben", "%%% this is no base64 text %%%")
                .replaceFirst("\r\n\r\n", "\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        String id = scene.add(scene.item("cut", scene.archivedAt(), cut));
        archiver.collectAndImport(scene);

        assertThat(text(story(id, false), "planned"))
                .contains("changed in the import copy: Contents that are not base64 as their header says");
    }

    @Test
    void anItemThatWentIntoTwoMailboxes() throws Exception {
        String id = scene.add("one");
        archiver.collectAndImport(scene);

        Story story = story(id, true);

        assertThat(story.status()).isEqualTo(ItemStatus.IMPORTED);
        assertThat(story.events())
                .extracting(Event::what)
                .containsSubsequence("collection", "stored", "planned", "imported", "imported", "closed")
                .contains("listed");
        assertThat(text(story, "collection")).contains("by a person", "for " + scene.from() + " to " + scene.to());
        assertThat(text(story, "listed"))
                .contains(", 1 items; the source counts ", scene.from().toString());
        assertThat(text(story, "stored")).contains("staged/wechat/", "bytes, SHA-256 ");
        assertThat(text(story, "planned"))
                .contains("2 deliveries", "settings version " + SETTINGS, "mapping version " + mappingVersion());
        assertThat(text(story, "mapping")).contains(mappingVersion(), "rows");
        Story.Original original = only(story);
        assertThat(original.finding()).isEqualTo(Finding.AS_RECORDED);
        assertThat(original.sha256Now()).isEqualTo(original.sha256()).hasSize(64);
        assertThat(original.deliveries())
                .extracting(Story.Delivery::address, Story.Delivery::mailbox, Story.Delivery::rule)
                .containsExactly(
                        tuple(scene.address("ann"), scene.userId("ann"), "e-mail address"),
                        tuple(scene.address("ben"), scene.userId("ben"), "e-mail address"));
        assertThat(original.deliveries()).allSatisfy(delivery -> {
            assertThat(delivery.status()).isEqualTo(ItemStatus.IMPORTED);
            assertThat(text(story, "imported")).contains("message ");
        });
        assertThat(original.deliveries().get(0).message())
                .isEqualTo(scene.archived("ann").get(0).immutableId());
        assertThat(original.participants())
                .extracting(Person::position, Person::role, Person::number, Person::address)
                .containsExactly(
                        tuple(0, "from", scene.mobile(1), scene.address("ann")),
                        tuple(1, "to", scene.mobile(2), scene.address("ben")));
    }

    @Test
    void isReadAloudLineByLine() throws Exception {
        String id = scene.add("one");
        archiver.collectAndImport(scene);

        List<String> text = StoryText.of(story(id, false)).lines().toList();

        assertThat(text).startsWith("Item " + id, "Status: imported");
        assertThat(text.stream().filter(line -> line.startsWith("2026-")))
                .hasSizeGreaterThan(6)
                .allMatch(line -> line.substring(19, 22).equals("Z  "))
                .allMatch(line -> line.substring(40, 42).equals("  "));
        assertThat(text).anyMatch(line -> line.strip().equals("now:      the same size and SHA-256"));
        assertThat(text).noneMatch(line -> line.contains(scene.mobile(1)));
    }

    @Test
    void isFoundByEitherIdOfItsMessage() throws Exception {
        String id = scene.add("one");
        archiver.collectAndImport(scene);
        var message = scene.archived("ben").get(0);

        assertThat(story(message.immutableId(), false).id()).isEqualTo(id);
        assertThat(story(message.internetMessageId(), false).id()).isEqualTo(id);
        String bare = message.internetMessageId().replace("<", "").replace(">", "");
        assertThat(story(bare, false).id()).isEqualTo(id);
        assertThat(only(story(id, false)).deliveries())
                .extracting(Story.Delivery::internetMessageId)
                .contains(message.internetMessageId());
    }

    @Test
    void anItemWithoutAMailboxThatAPersonReplayed() throws Exception {
        String mail = scene.mail("nobody", "stranger", "Hello");
        String id = scene.add(scene.item("unmapped", scene.archivedAt(), mail));
        archiver.collectAndImport(scene);

        Story parked = story(id, false);
        map(scene.mobile(1) + "," + scene.address("ann"));
        archiver.replay("unmapped");
        archiver.awaitIdle();
        Story replayed = story(id, false);

        assertThat(parked.status()).isEqualTo(ItemStatus.FAILED);
        assertThat(text(parked, "parked")).contains("reason unmapped", "the whole item");
        assertThat(parked.deadLetters())
                .extracting(Story.DeadLetter::reason, Story.DeadLetter::end)
                .containsExactly(tuple("unmapped", null));
        assertThat(replayed.status()).isEqualTo(ItemStatus.IMPORTED);
        assertThat(text(replayed, "replayed")).contains("by a person");
        assertThat(replayed.deadLetters())
                .extracting(Story.DeadLetter::end, Story.DeadLetter::by)
                .containsExactly(tuple("replayed", "a person"));
        assertThat(only(replayed).deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.rule()).isEqualTo("custom mapping");
            assertThat(delivery.participants()).containsExactly(0);
        });
        assertThat(StoryText.of(replayed)).contains("by the custom mapping of participant 0: imported");
    }

    @Test
    void anItemWhoseAttemptsFailedFirst() throws Exception {
        sandbox.tenant()
                .inject(Fault.status(503)
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ben"))
                        .times(1));
        String id = scene.add("one");
        archiver.collectAndImport(scene);

        Story story = story(id, false);

        assertThat(story.status()).isEqualTo(ItemStatus.IMPORTED);
        assertThat(text(story, "try failed")).contains("mailbox " + scene.address("ben"), "503");
        assertThat(only(story).deliveries())
                .extracting(Story.Delivery::failures)
                .containsExactly(0, 1);
        assertThat(StoryText.of(story)).contains("failed attempts: 1");
    }

    @Test
    void theIndexOfADayIsKeptWhenTheDayIsOver() throws Exception {
        String id = scene.add("one");
        archiver.collectAndImport(scene);
        ObjectStore store = archiver.bean("objectStore", ObjectStore.class);
        String day =
                LocalDate.ofInstant(sandbox.clock().instant(), ZoneOffset.UTC).toString();
        assertThat(store.info("state/wechat/index/" + day + ".idx")).isEmpty();

        sandbox.clock().advance(Duration.ofDays(1));

        await().until(() -> store.info("state/wechat/index/" + day + ".idx").isPresent());
        assertThat(story(id, false).status()).isEqualTo(ItemStatus.IMPORTED);
        assertThat(reader.notes()).isEmpty();
    }

    @Test
    void anItemThatIsTooLarge() throws Exception {
        String id = scene.add(scene.item("large", "ben", 200_000));
        archiver.collectAndImport(scene);

        Story story = story(id, false);

        assertThat(story.status()).isEqualTo(ItemStatus.FAILED);
        assertThat(text(story, "parked")).contains("item-too-large");
        assertThat(text(story, "closed")).contains("failed, reason item-too-large");
        assertThat(only(story).finding()).isEqualTo(Finding.AS_RECORDED);
    }

    @Test
    void anItemThatTheSourceDidNotSend() throws Exception {
        String id = scene.add("unfetched");
        sandbox.site()
                .inject(Fault.status(500).on(SiteOperation.FETCH).about(id).times(4));
        archiver.collectAndImport(scene);

        Story story = story(id, true);

        assertThat(story.status()).isEqualTo(ItemStatus.FAILED);
        assertThat(story.originals()).isEmpty();
        assertThat(text(story, "not stored")).contains("fetch-failed");
        assertThat(story.events()).extracting(Event::what).contains("collection", "listed", "parked");
        assertThat(reader.list(new ItemQuery(null, null, null, ItemStatus.FAILED, scene.from(), scene.to())))
                .extracting(ItemRow::id, ItemRow::reason)
                .containsExactly(tuple(id, "fetch-failed"));
    }

    @Test
    void anOriginalThatChangedOrIsGone() throws Exception {
        String id = scene.add("one");
        archiver.collectAndImport(scene);
        Path original = original(id);
        String before = Files.readString(original);

        Files.writeString(original, before.replace("Hello", "Hallo"));
        Story altered = story(id, true);
        Files.delete(original);
        Story missing = story(id, true);

        assertThat(only(altered).finding()).isEqualTo(Finding.DIFFERS);
        assertThat(only(altered).sha256Now()).isNotEqualTo(only(altered).sha256());
        assertThat(only(altered).participants()).isNull();
        assertThat(StoryText.of(altered)).contains("DIFFERS: ");
        assertThat(only(missing).finding()).isEqualTo(Finding.MISSING);
        assertThat(StoryText.of(missing)).contains("MISSING: ");
    }

    @Test
    void anItemWithTwoContents() throws Exception {
        String id = scene.add("same");
        archiver.collectAndImport(scene);
        scene.add(scene.item("same", "ben", 10));
        archiver.collectAndImport(scene);

        Story story = story(id, false);

        assertThat(story.status()).isEqualTo(ItemStatus.FAILED);
        assertThat(story.originals())
                .hasSize(2)
                .extracting(Story.Original::finding)
                .containsOnly(Finding.AS_RECORDED);
        assertThat(text(story, "not stored")).contains("id-conflict");
        assertThat(reader.list(new ItemQuery(scene.mobile(1), null, null, null, null, null)))
                .extracting(ItemRow::status)
                .containsExactlyInAnyOrder(ItemStatus.IMPORTED, ItemStatus.FAILED);
    }

    @Test
    void anUnknownIdHasNone() throws Exception {
        try (Stories stories = reader.stories()) {
            assertThat(stories.find("no such item", false)).isEmpty();
        }
    }

    @Test
    void itemsAreListedByParticipant() throws Exception {
        String id = scene.add("one");
        String other = scene.add(scene.item("two", scene.archivedAt(), mail("thread-2")));
        archiver.collectAndImport(scene);

        assertThat(ids(new ItemQuery("+" + scene.mobile(2), null, null, null, null, null)))
                .containsExactlyInAnyOrder(id, other);
        assertThat(ids(new ItemQuery(scene.address("ANN"), null, null, null, null, null)))
                .containsExactlyInAnyOrder(id, other);
        assertThat(ids(new ItemQuery(scene.mobile(2), null, "thread-2", null, null, null)))
                .containsExactly(other);
        assertThat(ids(new ItemQuery("999", null, null, null, null, null))).isEmpty();
        assertThat(ids(new ItemQuery(scene.mobile(2), null, null, null, scene.to(), null)))
                .isEmpty();
        assertThat(ids(new ItemQuery(scene.mobile(2), null, null, null, null, scene.from())))
                .isEmpty();
    }

    @Test
    void itemsAreListedByMailbox() throws Exception {
        String id = scene.add("one");
        String toNobody = scene.add(scene.item("two", "stranger", scene.archivedAt()));
        archiver.collectAndImport(scene);

        assertThat(ids(new ItemQuery(null, scene.userId("ann"), null, null, null, null)))
                .containsExactlyInAnyOrder(id, toNobody);
        assertThat(ids(new ItemQuery(null, scene.address("BEN"), null, null, null, null)))
                .containsExactly(id);
        assertThat(ids(new ItemQuery(null, scene.address("ann"), null, ItemStatus.IMPORTED, scene.from(), scene.to())))
                .containsExactlyInAnyOrder(id, toNobody);
        assertThat(ids(new ItemQuery(null, "nobody@contoso.example", null, null, null, null)))
                .isEmpty();
    }

    @Test
    void itemsThatWaitAreListed() throws Exception {
        sandbox.tenant()
                .inject(Fault.status(403, "ErrorAccessDenied")
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ben"))
                        .always());
        String id = scene.add("one");
        archiver.collect(scene.from(), scene.to());
        await().until(() -> scene.archived("ann").size() == 1);

        assertThat(ids(new ItemQuery(null, null, null, ItemStatus.PENDING, scene.from(), scene.to())))
                .containsExactly(id);
        assertThat(ids(new ItemQuery(null, scene.userId("ben"), null, null, scene.from(), scene.to())))
                .containsExactly(id);
        assertThat(story(id, false).status()).isEqualTo(ItemStatus.PENDING);
        sandbox.clearFaults();
        archiver.awaitIdle();
        assertThat(ids(new ItemQuery(null, null, null, ItemStatus.PENDING, scene.from(), scene.to())))
                .isEmpty();
    }

    @Test
    void allItemsOfATimeAreListed() throws Exception {
        List<String> ids = scene.add(3);
        archiver.collectAndImport(scene);
        archiver.collectAndImport(scene);

        assertThat(reader.list(new ItemQuery(null, null, null, null, scene.from(), scene.to())))
                .extracting(ItemRow::id, ItemRow::status)
                .containsExactly(ids.stream()
                        .map(id -> tuple(id, ItemStatus.IMPORTED))
                        .toArray(org.assertj.core.groups.Tuple[]::new));
    }

    @Test
    void anItemWithAnUnreadableOriginalIsNamedInASearchForPeople() throws Exception {
        String id = scene.add("one");
        archiver.collectAndImport(scene);
        Files.delete(original(id));

        ItemQuery query = new ItemQuery(scene.mobile(1), null, null, null, scene.from(), scene.to());
        try (ItemSearch search = reader.search()) {
            assertThat(search.find(query, row -> {})).isZero();
            assertThat(search.unread(query)).containsExactly(id);
        }
    }

    private static String mail(Scene scene, String thread) {
        return "X-TELEMESSAGE-ThreadID: " + thread + "\r\n" + scene.mail("ann", "ben", "Hello");
    }

    private String mail(String thread) {
        return mail(scene, thread);
    }

    private Story story(String id, boolean people) throws IOException {
        return reader.story(id, people);
    }

    private List<String> ids(ItemQuery query) throws IOException {
        return reader.list(query).stream().map(ItemRow::id).toList();
    }

    private static String text(Story story, String what) {
        return story.events().stream()
                .filter(event -> event.what().equals(what))
                .map(Event::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No event " + what + " in " + story.events()));
    }

    private static Story.Original only(Story story) {
        assertThat(story.originals()).hasSize(1);
        return story.originals().get(0);
    }

    private static String mappingVersion() {
        return archiver.bean("userMappings", UserMappings.class).version();
    }

    private static void map(String row) throws Exception {
        UserMappings mappings = archiver.bean("userMappings", UserMappings.class);
        String before = mappings.version();
        Files.writeString(directory.resolve("mapping.csv"), HEADER + row + "\n");
        await().until(() -> {
            sandbox.clock().advance(Duration.ofSeconds(1));
            return !mappings.version().equals(before);
        });
    }

    private static Path original(String id) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("area/staged"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(ItemId.encode(id)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
