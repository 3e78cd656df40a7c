package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.evidence.LastVerification;
import org.opencompliance.archiver.evidence.SampleVerification;
import org.opencompliance.archiver.item.encryption.EncryptedMail;
import org.opencompliance.archiver.item.encryption.KeysForTest;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportTable;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.ItemQuery;
import org.opencompliance.archiver.story.ItemRow;
import org.opencompliance.archiver.story.StoryText;
import org.opencompliance.sandbox.day.PartEncryption;
import org.opencompliance.sandbox.site.SiteItem;

/** Runs the example of the page about encrypted items: its settings, its banners and its report. */
class EncryptedItemsRouteTest {

    private static final Path PAGE = Path.of("src/main/docs/encrypted-items.md");
    private static final String TEXT = "Die Zahlen: 微信 4,711";
    private static final Map<String, String> SAMPLES =
            Map.of("archiver.verify-schedule", "* * * * * ?", "archiver.verify-sample", "20");

    private final KeyPair customer = KeysForTest.rsa();

    @TempDir
    private Path directory;

    private Path keys;
    private String page;
    private SandboxUnderTest sandbox;
    private ArchiverUnderTest archiver;
    private Scene scene;

    @BeforeEach
    void prepare() throws Exception {
        page = Files.readString(PAGE);
        keys = Files.createDirectory(directory.resolve("keys"));
        addKey("acme-2026");
        sandbox = new SandboxUnderTest();
        scene = sandbox.scene();
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    private void addKey(String id) throws IOException {
        Files.writeString(keys.resolve(id + ".pem"), KeysForTest.pkcs8(customer));
    }

    /** With the settings of the page, whose folder is in the test's directory. */
    private void start(Map<String, String> more) throws Exception {
        Properties shown = new Properties();
        shown.load(new StringReader(blocks("properties").get(0)));
        Map<String, String> settings = new HashMap<>(more);
        shown.forEach((name, value) ->
                settings.put((String) name, directory.resolve((String) value).toString()));
        archiver = ArchiverUnderTest.start(sandbox, directory, settings);
    }

    private List<String> blocks(String language) {
        String begin = "```" + language + "\n";
        return Stream.of(page.split(begin))
                .skip(1)
                .map(text -> text.substring(0, text.indexOf("\n```")))
                .toList();
    }

    private String add(String name, String keyId) {
        PartEncryption encryption = new PartEncryption(keyId, customer.getPublic(), new Random(keyId.hashCode()));
        byte[] mail = new EncryptedMail(encryption).text(scene.address("ann"), scene.address("ben"), TEXT);
        return scene.add(SiteItem.of(scene.id(name), "chat", scene.archivedAt(), mail));
    }

    private String body(String person, int position) {
        return scene.archived(person).get(position).body();
    }

    @Test
    void theExampleHasTheBannersAndTheReportOfThePage() throws Exception {
        String readable = add("one", "acme-2026");
        start(Map.of());
        archiver.collectAndImport(scene);
        add("two", "acme-2027");
        archiver.collectAndImport(scene);

        assertThat(body("ben", 0)).contains(TEXT, blocks("banner").get(0));
        assertThat(body("ben", 1)).contains(blocks("banner").get(1)).doesNotContain(TEXT);
        assertThat(archiver.ledger(EventType.PLANNED))
                .extracting(line -> line.text("encryption"), line -> line.text("key"))
                .containsExactly(tuple("decrypted", "acme-2026"), tuple("not-decrypted", "acme-2027"));
        assertThat(original(readable)).doesNotContain(TEXT).contains("X-TELEMESSAGE-ENC-DATAKEY");
        assertThat(report()).contains(blocks("report").get(0).lines().toList());
        assertThat(rows()).extracting(ItemRow::encryption).containsExactlyInAnyOrder("decrypted", "not-decrypted");
        assertThat(rows())
                .extracting(ItemRow::text)
                .anyMatch(line -> line.endsWith(blocks("items").get(0).strip()));
    }

    private List<ItemRow> rows() throws IOException {
        return new StoryReader(archiver, directory).list(new ItemQuery(null, null, null, null, null, null));
    }

    private String original(String id) throws IOException {
        ObjectStore store = archiver.bean("objectStore", ObjectStore.class);
        try (InputStream in =
                store.open(archiver.record(id).orElseThrow().item().name())) {
            return new String(in.readAllBytes());
        }
    }

    private String report() throws IOException {
        return ReportTable.render(
                archiver.bean("reportBuilder", ReportBuilder.class).today(ZoneOffset.UTC));
    }

    @Test
    void aParkedItemIsImportedInClearOnceItsKeyIsThere() throws Exception {
        Map<String, String> parking = Map.of("archiver.undecrypted-items", "park");
        String id = add("one", "acme-2027");
        start(parking);
        archiver.collectAndImport(scene);
        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.NOT_DECRYPTED);
        assertThat(scene.archived("ben")).isEmpty();
        assertThat(rows())
                .extracting(ItemRow::reason, ItemRow::encryption)
                .containsExactly(tuple("not-decrypted", "not-decrypted"));
        assertThat(StoryText.of(new StoryReader(archiver, directory).story(id, false)))
                .contains("            encrypted: not-decrypted\n");
        archiver.replay("not-decrypted");
        archiver.awaitIdle();
        assertThat(archiver.letters(id)).filteredOn(DeadLetter::open).hasSize(1);
        archiver.close();

        addKey("acme-2027");
        start(parking);
        archiver.replay("not-decrypted");
        archiver.awaitIdle();

        assertThat(body("ben", 0)).contains(TEXT);
        assertThat(archiver.letters(id)).noneMatch(DeadLetter::open);
    }

    @Test
    void messagesAreComparedAsTheyWereImportedWhateverKeysThereAreNow() throws Exception {
        add("one", "acme-2026");
        add("two", "acme-2027");
        start(Map.of());
        archiver.collectAndImport(scene);
        archiver.close();

        addKey("acme-2027");
        start(SAMPLES);
        await().until(() -> last() != null);
        assertThat(last()).returns(4L, LastVerification::messages).returns(0L, LastVerification::faults);
    }

    private LastVerification last() {
        return archiver.bean("sampleVerification", SampleVerification.class)
                .last()
                .orElse(null);
    }
}
