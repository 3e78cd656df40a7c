package org.opencompliance.archiver.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.storage.Azurite;
import org.opencompliance.sandbox.storage.WithAzurite;

/**
 * Two processes that work on the same item create one message: when the first is suspended until its claim has expired and
 * the second has finished, and when both start at the same time.
 */
@Tag("crash")
@WithAzurite
@Timeout(300)
class TwoWorkersDeliverOnceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CONNECTOR = "wechat";

    @TempDir
    private Path folder;

    private final Azurite azurite;
    private StorageUnderTrial storage;
    private Sandbox sandbox;

    TwoWorkersDeliverOnceIT(Azurite azurite) {
        this.azurite = azurite;
    }

    /** One item with three files: one in the message, one added to it, one in slices. */
    @BeforeEach
    void prepare() {
        storage = StorageUnderTrial.in(azurite);
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        sandbox = Sandbox.start(
                SampleDay.on(yesterday).odd(false).items(1).large(1).make());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void whenOneIsHaltedBeforeItKnowsThatTheMessageIsMissing() throws Exception {
        haltAt(sandbox.tenant().hold(GraphOperation.LIST_MESSAGES));
    }

    @Test
    void whenOneIsHaltedBeforeItKnowsThatTheMessageIsMade() throws Exception {
        haltAt(sandbox.tenant().hold(GraphOperation.CREATE_MESSAGE));
    }

    @Test
    void whenOneIsHaltedBetweenTwoAttachments() throws Exception {
        haltAt(sandbox.tenant().hold(GraphOperation.CREATE_ATTACHMENT));
    }

    @Test
    void whenTwoMessagesOfTheQueueAreBothTheFirst() throws Exception {
        Map<String, String> settings = settings();
        settings.put("archiver.items-in-flight", "1");
        settings.put("microsoft.request-timeout", "40s");
        settings.put("archiver.claim-duration", "60s");
        GraphTenant tenant = sandbox.tenant();
        Hold one = tenant.hold(GraphOperation.LIST_USERS);
        try (Fleet both = new Fleet(folder, sandbox, settings, 2)) {
            assertThat(one.awaitArrived(PATIENCE)).isTrue();
            Hold other = tenant.hold(GraphOperation.LIST_USERS);
            storage.send(orderOfTheItem());
            assertThat(other.awaitArrived(PATIENCE)).isTrue();
            one.release();
            other.release();

            awaitClosed();
        }
        assertThat(differences()).isEmpty();
    }

    /** Suspends the first process at this point, lets a second one finish, and resumes the first. */
    private void haltAt(Hold moment) throws Exception {
        try (Fleet halted = new Fleet(folder.resolve("halted"), sandbox, settings(), 1)) {
            assertThat(moment.awaitArrived(PATIENCE)).isTrue();
            halted.halt(0);
            try (Fleet other = new Fleet(folder.resolve("other"), sandbox, settings(), 1)) {
                awaitClosed();
                assertThat(differences()).isEmpty();
            } finally {
                moment.release();
                halted.wake(0);
            }
        }
        assertThat(differences()).isEmpty();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = QuickSettings.on(storage);
        settings.put("archiver.schedule", "0/5 * * * * ?");
        settings.put("archiver.collect-from", sandbox.day().from().toString());
        return settings;
    }

    private void awaitClosed() {
        await().atMost(PATIENCE).pollInterval(500, TimeUnit.MILLISECONDS).until(this::isClosed);
    }

    /** The first order of the item, as the collector sends it. */
    private String orderOfTheItem() throws IOException {
        try (ObjectStore store = storage.attach();
                Stream<ObjectInfo> staged = store.list("staged/")) {
            ObjectInfo original = staged.findFirst().orElseThrow();
            return new String(JsonObjects.bytes(Map.of("name", original.name())), StandardCharsets.UTF_8);
        }
    }

    private boolean isClosed() throws IOException {
        try (ObjectStore store = storage.attach()) {
            AreaState state = AreaState.of(store, CONNECTOR);
            return state.staged() == 1 && state.settled();
        }
    }

    /** Checks for one message in each mailbox, with each file once, and no other message. */
    private List<String> differences() {
        return sandbox.verdict("WeChat Archiver").differences(List.of());
    }
}
