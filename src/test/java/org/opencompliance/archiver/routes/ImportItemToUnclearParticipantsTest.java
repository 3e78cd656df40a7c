package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.queue.MemoryWorkQueue;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.site.SiteItem;

/** Items with ambiguous participants, or with more participants than one request to the directory allows. */
class ImportItemToUnclearParticipantsTest {

    private static final int MANY = 30;
    private static final int TOO_MANY = 200;

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        Map<String, String> settings = Map.of(
                "archiver.items-in-flight",
                "2",
                "archiver.many-look-ups",
                Integer.toString(MANY),
                "archiver.many-look-ups-at-once",
                "1",
                "archiver.max-participants",
                Integer.toString(TOO_MANY));
        archiver = ArchiverUnderTest.start(sandbox, directory, settings);
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

    @Test
    void aMemberBehindAGuestWithTheSameAddressGetsTheItem() {
        user("member", scene.address("dora"));
        sandbox.tenant()
                .add(new TenantUser(
                        "guest-" + scene.id(""),
                        "dora_partner#EXT#@contoso.example",
                        "Dora",
                        scene.address("dora"),
                        List.of(),
                        "Guest",
                        true,
                        null,
                        false));
        String id = scene.add(scene.item("one", "dora"));

        archiver.collectAndImport(scene);

        assertThat(scene.archived("member")).hasSize(1);
        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(archiver.letters(id)).isEmpty();
    }

    @Test
    void aParticipantWithTheAddressOfTwoMembersIsParkedAloneAndTheOthersGetTheItem() {
        String first = user("first", scene.address("dora"));
        String second = user("second", scene.address("dora"));
        String id = scene.add(scene.item("one", "dora"));

        archiver.collectAndImport(scene);

        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(scene.archived("first")).isEmpty();
        assertThat(scene.archived("second")).isEmpty();
        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.AMBIGUOUS);
            assertThat(letter.mailbox()).isEqualTo("participant-1");
            assertThat(letter.detail())
                    .contains("Participant 1", first + " by another address", second + " by another address")
                    .doesNotContain("@");
        });
        assertThat(archiver.record(id).orElseThrow().closed()).isTrue();
        assertThat(archiver.ledger(EventType.DELIVERED).stream()
                        .filter(line -> id.equals(line.item()))
                        .map(line -> line.mailbox() + " " + line.text("disposition") + " " + line.text("reason")))
                .containsExactlyInAnyOrder(
                        "id-" + scene.address("ann").split("@")[0] + " imported null",
                        "participant-1 failed ambiguous");
    }

    @Test
    void theAddressOfOneAndTheOtherAddressOfAnotherIsForAPersonToo() {
        sandbox.tenant().add(TenantUser.member("mail-" + scene.id(""), scene.address("dora"), "Dora"));
        user("other", scene.address("dora"));
        String id = scene.add(scene.item("one", "dora"));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.AMBIGUOUS);
        assertThat(sandbox.archived(scene.address("dora"))).isEmpty();
        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    void aReplayAfterTheAddressIsLeftWithOneDeliversToThatOne() {
        user("right", scene.address("dora"));
        String wrong = user("wrong", scene.address("dora"));
        String id = scene.add(scene.item("one", "dora"));
        archiver.collectAndImport(scene);
        sandbox.tenant().remove(wrong);

        archiver.replay("ambiguous");
        archiver.awaitIdle();

        assertThat(scene.archived("right")).hasSize(1);
        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(archiver.letters(id)).isEmpty();
        assertThat(archiver.record(id).orElseThrow().closed()).isTrue();
    }

    @Test
    void anItemWithMoreParticipantsThanAllowedIsParkedAsAWhole() {
        String id = scene.add(crowd("crowd", TOO_MANY));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.TOO_MANY_PARTICIPANTS);
            assertThat(letter.mailbox()).isNull();
        });
        assertThat(scene.archived("ann")).isEmpty();
    }

    @Test
    void itemsWithManyLookUpsHoldNoPlaceOfTheOthersAndMissNobody() throws Exception {
        Hold hold = new Hold();
        sandbox.tenant()
                .inject(Fault.held(hold, false).on(GraphOperation.LIST_USERS).times(6));
        List<String> crowds = IntStream.range(0, 4)
                .mapToObj(i -> scene.add(crowd("crowd" + i, 5 * MANY)))
                .toList();
        archiver.collect(scene.from(), scene.to());
        assertThat(hold.awaitArrived(Duration.ofSeconds(10))).isTrue();
        MemoryWorkQueue queue = archiver.bean("workQueue", MemoryWorkQueue.class);
        long turns = queue.settled();
        Awaitility.await().until(() -> queue.settled() > turns + 3);

        List<String> usual = scene.add(8);
        archiver.collect(scene.from(), scene.to());

        Awaitility.await().until(() -> scene.archived("ben").size() == usual.size());
        assertThat(crowds).noneSatisfy(id -> assertThat(archiver.record(id)).isPresent());

        hold.release();
        archiver.awaitIdle();
        assertThat(scene.archived("ann")).hasSize(usual.size() + crowds.size());
        assertThat(crowds).allSatisfy(id -> {
            assertThat(archiver.record(id).orElseThrow().closed()).isTrue();
            assertThat(archiver.record(id).orElseThrow().plan().unmapped()).isEqualTo(5 * MANY);
        });
    }

    /** A member with this further address, by name in the scene. */
    private String user(String name, String address) {
        String id = name + "-" + scene.id("").replace("/", "");
        sandbox.tenant().add(TenantUser.member(id, scene.address(name), name).alias(address));
        return id;
    }

    /** From Ann to this number of addresses unknown to the directory. */
    private SiteItem crowd(String name, int strangers) {
        String to = IntStream.range(0, strangers)
                .mapToObj(i -> "<" + name + i + "@elsewhere.example>")
                .collect(Collectors.joining(",\r\n "));
        String mail = "From: <" + scene.address("ann") + ">\r\nTo: " + to + "\r\nSubject: x\r\n\r\nHello\r\n";
        return SiteItem.of(scene.id(name), "chat", scene.archivedAt(), mail.getBytes(StandardCharsets.UTF_8));
    }
}
