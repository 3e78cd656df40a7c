package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.queue.MemoryWorkQueue;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;

/** Originals in the storage area change between staging and import, while the directory is unreachable. */
class OriginalsAreComparedRouteIT {

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        Map<String, String> settings = Map.of("archiver.retry-delay", "200ms");
        archiver = ArchiverUnderTest.start(sandbox, directory, settings);
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        scene = sandbox.scene();
    }

    @AfterEach
    void recover() {
        sandbox.clearFaults();
    }

    @Test
    void anOriginalThatWasWrittenOverGoesIntoNoMailbox() throws Exception {
        String id = stageWhileNothingCanBeImported("one");
        replace(original(id), scene.mail("ann", "ben", ""));

        importWhatChanged();

        assertParked(id);
        assertThat(scene.archived("ann")).isEmpty();
        assertThat(scene.archived("ben")).isEmpty();
        assertThat(events(id)).singleElement().satisfies(line -> {
            assertThat(line.text("sha256")).hasSize(64);
            assertThat(line.text("name")).contains(ItemId.encode(id));
        });
        assertThat(archiver.record(id).orElseThrow().disposition()).isEqualTo(Disposition.FAILED);
    }

    @Test
    void oneOfTheSameLengthIsFoundByItsHash() throws Exception {
        String id = stageWhileNothingCanBeImported("one");
        String forged = Files.readString(original(id)).replace("Hello", "Hallo");
        replace(original(id), forged);

        importWhatChanged();

        assertParked(id);
    }

    @Test
    void whatIsNoMessageAnyMoreIsAlteredAndNotMalformed() throws Exception {
        String id = stageWhileNothingCanBeImported("one");
        replace(original(id), "x");

        importWhatChanged();

        assertParked(id);
    }

    @Test
    void anOriginalThatGrewIsNotReadToItsEnd() throws Exception {
        String id = stageWhileNothingCanBeImported("one");
        replace(original(id), Files.readString(original(id)) + "x".repeat(1_000_000));

        importWhatChanged();

        assertParked(id);
        assertThat(events(id)).singleElement().satisfies(line -> assertThat(line.number("moreThan"))
                .isNotNull());
    }

    @Test
    void aLinkInPlaceOfAnOriginalIsNotFollowed() throws Exception {
        String id = stageWhileNothingCanBeImported("one");
        Path original = original(id);
        Path same = Files.copy(original, directory.resolve("elsewhere"));
        Files.delete(original);
        Files.createSymbolicLink(original, same);

        importWhatChanged();

        assertParked(id);
        assertThat(scene.archived("ann")).isEmpty();
    }

    @Test
    void aMissingOriginalIsParked() throws Exception {
        String id = stageWhileNothingCanBeImported("one");
        Files.delete(original(id));

        importWhatChanged();

        assertParked(id);
        assertThat(events(id))
                .singleElement()
                .satisfies(line -> assertThat(line.event().details()).containsEntry("missing", true));
    }

    @Test
    void aLaterTryOfAPlanComparesToo() throws Exception {
        sandbox.tenant()
                .inject(Fault.status(503)
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ben"))
                        .always());
        String id = scene.add("one");
        archiver.collect(scene.from(), scene.to());
        await().until(() -> scene.archived("ann").size() == 1
                && archiver.record(id)
                        .filter(record -> record.plan() != null && record.claim() == null)
                        .isPresent());
        replace(original(id), scene.mail("ann", "ben", "Forged"));
        importWhatChanged();

        assertThat(archiver.letters(id))
                .extracting(DeadLetter::address, DeadLetter::reason)
                .containsExactly(tuple(scene.address("ben"), Reason.ORIGINAL_ALTERED));
        assertThat(scene.archived("ben")).isEmpty();
        assertThat(archiver.record(id).orElseThrow().closed()).isTrue();
    }

    @Test
    void anOriginalThatIsRestoredIsImportedByAReplay() throws Exception {
        String id = stageWhileNothingCanBeImported("one");
        String before = Files.readString(original(id));
        replace(original(id), "x");
        importWhatChanged();
        archiver.replay("original-altered");
        archiver.awaitIdle();
        assertParked(id);

        replace(original(id), before);
        archiver.replay("original-altered");
        archiver.awaitIdle();

        assertThat(archiver.letters(id)).isEmpty();
        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(scene.archived("ben")).hasSize(1);
    }

    @Test
    void anOriginalThatIsFetchedAgainIsImportedByAReplay() throws Exception {
        String id = stageWhileNothingCanBeImported("one");
        Files.delete(original(id));
        importWhatChanged();
        assertParked(id);

        archiver.collectAndImport(scene);
        archiver.replay("original-altered");
        archiver.awaitIdle();

        assertThat(archiver.letters(id)).isEmpty();
        assertThat(scene.archived("ben")).hasSize(1);
    }

    @Test
    void whatWasParkedForAnotherReasonIsParkedForThisOneOnceItIsReplayed() throws Exception {
        String id = scene.add(scene.item("one", scene.archivedAt(), "From: nobody@elsewhere.example\r\n\r\nx"));
        archiver.collectAndImport(scene);
        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.UNMAPPED);
        replace(original(id), scene.mail("ann", "ben", "Forged"));

        archiver.replay("unmapped");
        archiver.awaitIdle();

        assertParked(id);
        assertThat(scene.archived("ann")).isEmpty();
    }

    private String stageWhileNothingCanBeImported(String name) {
        sandbox.tenant().inject(Fault.status(503).on(GraphOperation.LIST_USERS).always());
        sandbox.tenant().inject(Fault.status(503).on(GraphOperation.GET_USER).always());
        String id = scene.add(name);
        archiver.collect(scene.from(), scene.to());
        MemoryWorkQueue queue = archiver.bean("workQueue", MemoryWorkQueue.class);
        long turns = queue.settled();
        await().until(() -> queue.settled() > turns);
        return id;
    }

    /** Lets the originals be imported once no attempt is left that may have read one before its change. */
    private void importWhatChanged() {
        await().until(() -> archiver.bean("workQueue", MemoryWorkQueue.class).held() == 0);
        sandbox.clearFaults();
        archiver.awaitIdle();
    }

    private void assertParked(String id) {
        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.ORIGINAL_ALTERED);
            assertThat(letter.detail()).contains(ItemId.encode(id));
        });
    }

    /** Replaces it atomically, so that no reader sees a part of it. */
    private static void replace(Path file, String content) throws IOException {
        Path written = Files.writeString(directory.resolve("written"), content);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<LedgerLine> events(String id) {
        return archiver.ledger(EventType.ORIGINAL_ALTERED).stream()
                .filter(line -> id.equals(line.item()))
                .toList();
    }

    private static Path original(String id) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("area/staged"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(ItemId.encode(id)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
