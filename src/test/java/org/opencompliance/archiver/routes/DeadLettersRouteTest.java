package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteItem;
import org.opencompliance.sandbox.site.SiteOperation;

class DeadLettersRouteTest {

    private static final String HEADER = "External User ID,Microsoft 365 User Mailbox\n";

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        Path mapping =
                Files.writeString(directory.resolve("mapping.csv"), HEADER + "8613900000009,x@contoso.example\n");
        archiver = ArchiverUnderTest.start(sandbox, directory, Map.of("archiver.mapping-file", mapping.toString()));
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
    }

    private String unmapped() {
        String mail = scene.mail("nobody", "stranger", "Hello");
        String id = scene.add(scene.item("unmapped", scene.archivedAt(), mail));
        archiver.collectAndImport(scene);
        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.UNMAPPED);
        return id;
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

    private void replay(String reason) {
        archiver.replay(reason);
        archiver.awaitIdle();
    }

    @Test
    void anUnmappedItemIsDeliveredOnceAfterANewMapping() throws Exception {
        String id = unmapped();
        map(scene.mobile(1) + "," + scene.address("ann"));

        replay("unmapped");
        replay("unmapped");

        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(archiver.letters(id)).isEmpty();
        assertThat(archiver.record(id).orElseThrow().closed()).isTrue();
    }

    @Test
    void anItemThatIsStillUnmappedStaysParkedOnce() throws Exception {
        map("8613900000077,someone@contoso.example");
        String id = unmapped();

        replay("unmapped");

        assertThat(archiver.letters(id)).hasSize(1);
    }

    @Test
    void aReplayOfOneReasonLeavesTheOthers() {
        String id = scene.add("rejected");
        sandbox.tenant()
                .inject(Fault.status(413, "ErrorMessageSizeExceeded")
                        .on(GraphOperation.CREATE_MESSAGE)
                        .about(scene.address("ann")));
        archiver.collectAndImport(scene);

        replay("mailbox-full");
        assertThat(archiver.letters(id)).hasSize(1);
        replay("rejected");

        assertThat(archiver.letters(id)).isEmpty();
        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(scene.archived("ben")).hasSize(1);
    }

    @Test
    void anItemThatWasNotFetchedIsFetchedByItsReplay() {
        String id = scene.add("unfetched");
        sandbox.site()
                .inject(Fault.status(500).on(SiteOperation.FETCH).about(id).times(4));
        archiver.collectAndImport(scene);
        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.FETCH_FAILED);

        replay("fetch-failed");

        assertThat(archiver.letters(id)).isEmpty();
        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    void aConflictIsDeliveredBesideTheFirstWhenSomebodyReplaysIt() {
        String id = scene.add("same");
        archiver.collectAndImport(scene);
        SiteItem other = scene.item("same", "ben", 10);
        scene.add(other);
        archiver.collectAndImport(scene);

        replay("id-conflict");

        assertThat(scene.archived("ann")).hasSize(2);
        assertThat(archiver.letters(id)).isEmpty();
    }

    @Test
    void whatIsParkedCanBeListedByReason() throws Exception {
        String id = unmapped();

        List<DeadLetter> listed =
                archiver.bean("deadLetters", DeadLetters.class).list("unmapped");

        assertThat(listed).anySatisfy(letter -> assertThat(letter.listed().id()).isEqualTo(id));
        assertThat(listed).allSatisfy(letter -> assertThat(letter.reason()).isEqualTo(Reason.UNMAPPED));
    }
}
