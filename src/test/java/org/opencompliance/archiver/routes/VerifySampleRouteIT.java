package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.evidence.LastVerification;
import org.opencompliance.archiver.evidence.SampleVerification;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;

/** The schedule of these tests fires every second. */
class VerifySampleRouteIT {

    @TempDir
    Path directory;

    private SandboxUnderTest sandbox;
    private ArchiverUnderTest archiver;

    @BeforeEach
    void startSandbox() throws Exception {
        sandbox = new SandboxUnderTest();
    }

    private void start(int size) throws Exception {
        archiver = ArchiverUnderTest.start(
                sandbox,
                directory,
                Map.of(
                        "archiver.verify-schedule",
                        "* * * * * ?",
                        "archiver.verify-sample",
                        Integer.toString(size),
                        "archiver.figures-every",
                        "100ms"));
        Scene scene = sandbox.scene();
        scene.add(2);
        archiver.collectAndImport(scene);
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    private Optional<LastVerification> last() {
        return archiver.bean("sampleVerification", SampleVerification.class).last();
    }

    private void awaitFaults(long faults) {
        await().untilAsserted(() -> assertThat(last()).hasValueSatisfying(result -> {
            assertThat(result.messages()).isPositive();
            assertThat(result.faults()).isEqualTo(faults);
        }));
    }

    private String user() {
        return sandbox.tenant().mailboxes().stream()
                .map(TenantUser::id)
                .filter(id -> !sandbox.archived(id).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private String message(String user) {
        return sandbox.archived(user).get(0).immutableId();
    }

    @Test
    void importedMessagesAreAsRecorded() throws Exception {
        start(20);

        awaitFaults(0);
        await().untilAsserted(() -> assertThat(
                        archiver.ledger(EventType.VERIFIED).stream().map(line -> line.number("faults")))
                .isNotEmpty()
                .containsOnly(0L));
    }

    @Test
    void anEditedMessageIsAFaultUntilItIsRestored() throws Exception {
        start(20);
        String user = user();
        String id = message(user);
        String before = sandbox.archived(user).get(0).subject();
        sandbox.tenant().as(user).editSubject(id, "edited");

        awaitFaults(1);
        assertThat(last().orElseThrow().broken()).singleElement().satisfies(broken -> assertThat(broken.message())
                .isEqualTo(id));

        sandbox.tenant().as(user).editSubject(id, before);
        awaitFaults(0);
    }

    @Test
    void aFaultIsComparedAgainWithEachLaterSample() throws Exception {
        start(1);
        String user = user();
        sandbox.tenant().as(user).editSubject(message(user), "edited");
        awaitFaults(1);
        int before = archiver.ledger(EventType.VERIFIED).size();

        await().until(() -> archiver.ledger(EventType.VERIFIED).size() > before + 4);

        List<LedgerLine> lines = archiver.ledger(EventType.VERIFIED);
        assertThat(lines.subList(before, lines.size()).stream().map(line -> line.number("faults")))
                .containsOnly(1L);
    }

    @Test
    void aChangedOriginalIsAFault() throws Exception {
        start(1);
        awaitFaults(0);
        for (Path original : originals()) {
            Files.writeString(original, "Subject: other\r\n\r\n");
        }

        await().untilAsserted(() -> assertThat(last().orElseThrow().faults()).isPositive());
    }

    private List<Path> originals() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("area/staged"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aMailboxThatDoesNotAnswerIsNoFault() throws Exception {
        sandbox.tenant().inject(Fault.status(503).on(GraphOperation.GET_MESSAGE).always());
        start(20);

        await().untilAsserted(() -> assertThat(last()).hasValueSatisfying(result -> {
            assertThat(result.unknown()).isPositive().isEqualTo(result.messages());
            assertThat(result.faults()).isZero();
        }));
    }

    @Test
    void nothingIsReadWhenItIsOff() throws Exception {
        start(0);

        await().until(() -> archiver.context().getRoute("verify-sample") != null);
        assertThat(sandbox.tenant().requests(GraphOperation.GET_MESSAGE)).isZero();
        assertThat(last()).isEmpty();
    }
}
