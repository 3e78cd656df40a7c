package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.queue.WorkQueue;

class StorageLocalKeepsWorkIT {

    @TempDir
    Path directory;

    private SandboxUnderTest sandbox;
    private Scene scene;

    @BeforeEach
    void start() {
        sandbox = new SandboxUnderTest();
        scene = sandbox.scene();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private ArchiverUnderTest start(String area, Map<String, String> settings) throws Exception {
        return ArchiverUnderTest.start(sandbox, Files.createDirectories(directory.resolve(area)), settings);
    }

    @Test
    void aLostStorageAreaDoublesNothing() throws Exception {
        scene.add(3);
        try (ArchiverUnderTest archiver = start("first", Map.of())) {
            archiver.collectAndImport(scene);
        }

        try (ArchiverUnderTest archiver = start("second", Map.of())) {
            archiver.collectAndImport(scene);

            assertThat(sandbox.site().fetches()).isEqualTo(6);
            assertThat(archiver.stored("staged/")).isEqualTo(3);
        }
        assertThat(scene.archived("ann")).hasSize(3);
        assertThat(scene.archived("ben")).hasSize(3);
    }

    @Test
    void whatAStopLeavesInTheQueueIsImportedAfterTheNextStart() throws Exception {
        List<String> ids = scene.add(3);
        String missing = directory.resolve("missing.csv").toString();
        try (ArchiverUnderTest archiver = start("area", Map.of("archiver.mapping-file", missing))) {
            archiver.collect(scene.from(), scene.to());
            assertThat(archiver.bean("workQueue", WorkQueue.class).depth()).isEqualTo(3);
            assertThat(archiver.record(ids.get(0))).isEmpty();
        }
        assertThat(scene.archived("ann")).isEmpty();

        try (ArchiverUnderTest archiver = start("area", Map.of())) {
            await().until(() -> scene.archived("ann").size() == 3);
            archiver.awaitIdle();
        }
        assertThat(scene.archived("ben")).hasSize(3);
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsImportedAsWell() throws Exception {
        scene.add(6);
        Map<String, String> narrow = Map.of("archiver.queue-capacity", "2", "archiver.items-in-flight", "1");
        try (ArchiverUnderTest archiver = start("area", narrow)) {
            archiver.collect(scene.from(), scene.to());

            await().until(() -> scene.archived("ann").size() == 6);
            archiver.awaitIdle();
        }
        assertThat(scene.archived("ben")).hasSize(6);
    }
}
