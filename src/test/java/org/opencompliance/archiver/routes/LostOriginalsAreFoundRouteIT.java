package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.http.Fault;

/** An archiver starts after a change to its staged items, so that no listing of originals shows them. */
class LostOriginalsAreFoundRouteIT {

    @TempDir
    private Path directory;

    private final SandboxUnderTest sandbox = new SandboxUnderTest();
    private final Scene scene = sandbox.scene();
    private ArchiverUnderTest archiver;
    private String id;
    private Path original;

    private void stageAndStop() throws Exception {
        failing(GraphOperation.LIST_USERS, GraphOperation.GET_USER);
        try (ArchiverUnderTest first = ArchiverUnderTest.start(sandbox, directory, Map.of())) {
            id = scene.add("one");
            first.collect(scene.from(), scene.to());
        }
        sandbox.clearFaults();
        original = original();
    }

    private void planAndStop() throws Exception {
        failing(GraphOperation.CREATE_MESSAGE);
        Map<String, String> settings = Map.of("archiver.retry-delay", "1h");
        try (ArchiverUnderTest first = ArchiverUnderTest.start(sandbox, directory, settings)) {
            id = scene.add("one");
            first.collect(scene.from(), scene.to());
            await().until(() -> first.record(id)
                    .filter(record -> record.plan() != null && record.claim() == null)
                    .isPresent());
        }
        sandbox.clearFaults();
        original = original();
    }

    private void failing(GraphOperation... operations) {
        for (GraphOperation operation : operations) {
            sandbox.tenant().inject(Fault.status(503).on(operation).always());
        }
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @Test
    void aMissingOriginalIsParked() throws Exception {
        stageAndStop();
        Files.delete(original);
        start();
        awaitParked();
    }

    @Test
    void soIsOneThatIsALink() throws Exception {
        stageAndStop();
        Path same = Files.copy(original, directory.resolve("elsewhere"));
        Files.delete(original);
        Files.createSymbolicLink(original, same);
        start();
        awaitParked();
    }

    @Test
    void oneThatLostItsLabelsIsImportedIfItIsWhatTheLedgerSays() throws Exception {
        stageAndStop();
        Path area = directory.resolve("area");
        Files.delete(area.resolve(".metadata").resolve(area.relativize(original)));
        start();
        await().until(() ->
                scene.archived("ann").size() == 1 && scene.archived("ben").size() == 1);
        assertThat(archiver.letters(id)).isEmpty();
    }

    @Test
    void oneWhoseLabelsAreGarbageToo() throws Exception {
        stageAndStop();
        Path area = directory.resolve("area");
        Path labels = area.resolve(".metadata").resolve(area.relativize(original));
        Files.writeString(labels, Files.readString(labels).replaceAll("archivedat=.*", "archivedat=never"));
        start();
        await().until(() ->
                scene.archived("ann").size() == 1 && scene.archived("ben").size() == 1);
    }

    @Test
    void oneWhoseLabelsFitToItAndNotToItsWorkRecordIsParked() throws Exception {
        planAndStop();
        Path area = directory.resolve("area");
        Path labels = area.resolve(".metadata").resolve(area.relativize(original));
        byte[] forged = scene.mail("ann", "ben", "Forged").getBytes(StandardCharsets.UTF_8);
        Files.write(original, forged);
        Files.writeString(
                labels,
                Files.readString(labels)
                        .replaceAll("sha256=.*", "sha256=" + Digest.of(forged).sha256())
                        .replaceAll("size=.*", "size=" + forged.length));
        start();
        await().until(() ->
                archiver.record(id).filter(record -> record.closed()).isPresent());
        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsOnly(Reason.ORIGINAL_ALTERED);
        assertThat(scene.archived("ann")).isEmpty();
    }

    private void start() throws Exception {
        archiver = ArchiverUnderTest.start(sandbox, directory, Map.of("archiver.sweep-every", "200ms"));
    }

    private void awaitParked() {
        await().until(() ->
                archiver.record(id).filter(record -> record.closed()).isPresent());
        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.ORIGINAL_ALTERED);
        assertThat(archiver.ledger(EventType.ORIGINAL_ALTERED))
                .extracting(line -> line.item())
                .containsOnly(id);
        assertThat(scene.archived("ann")).isEmpty();
    }

    private Path original() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("area/staged"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
