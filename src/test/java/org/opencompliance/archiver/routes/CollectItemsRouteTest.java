package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteItem;
import org.opencompliance.sandbox.site.SiteOperation;

class CollectItemsRouteTest {

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        archiver = ArchiverUnderTest.start(
                sandbox, directory, Map.of("archiver.fetch-limit", "64KB", "archiver.fetchers", "2"));
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        sandbox.clearFaults();
        archiver.disturbed().recover();
        scene = sandbox.scene();
    }

    private static Fault onFetching(Fault fault) {
        return fault.on(SiteOperation.FETCH);
    }

    @Test
    void whatTheSourceListsIsStagedAndImportedOnce() {
        List<String> ids = scene.add(5);

        Collection collection = archiver.collectAndImport(scene);

        assertThat(collection.incomplete()).isNull();
        assertThat(scene.archived("ann")).hasSize(5);
        assertThat(scene.archived("ben")).hasSize(5);
        assertThat(ids).allSatisfy(id -> {
            assertThat(archiver.record(id).orElseThrow().closed()).isTrue();
            assertThat(archiver.letters(id)).isEmpty();
        });
    }

    @Test
    void collectingTheSameAgainFetchesNothingAndChangesNoMailbox() {
        scene.add(3);
        archiver.collectAndImport(scene);
        long fetches = sandbox.site().fetches();
        int requests = sandbox.tenant().requests().size();

        archiver.collectAndImport(scene);

        assertThat(sandbox.site().fetches()).isEqualTo(fetches);
        assertThat(sandbox.tenant().requests()).hasSize(requests);
    }

    @Test
    void anItemThatIsNotWhatWasListedIsParkedUntilItIsListedRight() {
        SiteItem item = scene.item("wrong", "ben");
        String id = scene.add(item.listedAs(new Digest(item.actualSize(), "0".repeat(64))));
        scene.add("right");

        assertThat(archiver.collectAndImport(scene).incomplete()).isNull();

        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.CHECKSUM_MISMATCH);
        assertThat(scene.archived("ann")).hasSize(1);
        scene.add(item);
        archiver.collectAndImport(scene);
        assertThat(archiver.letters(id)).isEmpty();
        assertThat(scene.archived("ann")).hasSize(2);
    }

    @Test
    void anItemThatArrivesDamagedIsFetchedAgain() {
        String id = scene.add("damaged");
        sandbox.site().inject(onFetching(Fault.otherBytes()));
        sandbox.site().inject(onFetching(Fault.otherSize()));

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).isEmpty();
        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    void anItemWithoutAByteIsKeptAndParkedAsNoMessage() {
        String id = scene.add(scene.item("empty", scene.archivedAt(), ""));

        Collection collection = archiver.collectAndImport(scene);

        assertThat(collection.incomplete()).isNull();
        assertThat(archiver.letters(id)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(letter.staged()).isNotNull();
        });
    }

    @Test
    void anItemThatCannotBeFetchedAmongOthersIsParkedAndFetchedLater() {
        List<String> ids = scene.add(3);
        sandbox.site().inject(onFetching(Fault.status(500)).about(ids.get(1)).always());

        assertThat(archiver.collectAndImport(scene).incomplete()).isNull();

        assertThat(archiver.letters(ids.get(1))).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.FETCH_FAILED);
            assertThat(letter.detail())
                    .isEqualTo(
                            "The source answered HTTP 500 [route fetch-item, step fetch-item-get: the request was refused]");
        });
        assertThat(scene.archived("ann")).hasSize(2);
        sandbox.clearFaults();
        archiver.collectAndImport(scene);
        assertThat(archiver.letters(ids.get(1))).isEmpty();
        assertThat(scene.archived("ann")).hasSize(3);
    }

    @Test
    void twentyFetchFailuresInARowEndTheWindowAndNothingIsLost() {
        List<String> ids = scene.add(25);
        sandbox.site().inject(onFetching(Fault.status(500)).always());

        Collection collection = archiver.collectAndImport(scene);

        assertThat(collection.incomplete()).contains("20 items in a row");
        sandbox.clearFaults();
        assertThat(archiver.collectAndImport(scene).incomplete()).isNull();
        assertThat(scene.archived("ann")).hasSize(25);
        assertThat(ids).allSatisfy(id -> assertThat(archiver.letters(id)).isEmpty());
    }

    @Test
    void afterAWindowThatCannotBeListedNoOtherIsRequested() {
        long listings = sandbox.site().listings();
        int before = archiver.ledger(EventType.WINDOW_INCOMPLETE).size();
        sandbox.site().inject(Fault.status(401).on(SiteOperation.LIST).always());

        Collection collection = archiver.collect(scene.from().minus(Duration.ofDays(2)), scene.to());

        assertThat(collection.windows()).hasSizeGreaterThan(2);
        assertThat(collection.incomplete()).contains("refused the login");
        assertThat(sandbox.site().listings() - listings).isEqualTo(1);
        assertThat(archiver.ledger(EventType.WINDOW_INCOMPLETE)).hasSize(before + 1);
    }

    @Test
    void aLoginRefusedAmongItemsEndsTheWindow() {
        scene.add(3);
        sandbox.site().inject(onFetching(Fault.status(401)).always());

        assertThat(archiver.collectAndImport(scene).incomplete()).contains("refused the login");
        sandbox.clearFaults();
        assertThat(archiver.collectAndImport(scene).incomplete()).isNull();
        assertThat(scene.archived("ann")).hasSize(3);
    }

    @Test
    void anItemOverTheFetchLimitIsNotFetched() {
        String id = scene.add(scene.item("large", "ben", 70_000));

        assertThat(archiver.collectAndImport(scene).incomplete()).isNull();

        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.ITEM_TOO_LARGE);
        assertThat(sandbox.site().fetches(id)).isZero();
    }

    @Test
    void otherContentUnderAKnownIdIsKeptBesideAndParkedOnce() throws IOException {
        String id = scene.add("same");
        archiver.collectAndImport(scene);
        scene.add(scene.item("same", "ben", 10));

        archiver.collectAndImport(scene);
        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).extracting(DeadLetter::reason).containsExactly(Reason.ID_CONFLICT);
        assertThat(scene.archived("ann")).hasSize(1);
        assertThat(sandbox.site().fetches(id)).isEqualTo(2);
    }

    @Test
    void aStorageAreaThatIsDownEndsTheWindowAndNothingIsLost() {
        List<String> ids = scene.add(3);
        archiver.disturbed().failWritesTo(name -> name.startsWith("staged/"));

        assertThat(archiver.collectAndImport(scene).incomplete()).contains("storage area");

        archiver.disturbed().recover();
        assertThat(archiver.collectAndImport(scene).incomplete()).isNull();
        assertThat(scene.archived("ann")).hasSize(3);
        assertThat(archiver.letters(ids.get(0))).isEmpty();
    }

    @Test
    void onlyACompleteCollectionOfTheScheduleMovesIt() throws IOException {
        archiver.collect();
        Instant completed = archiver.completedTo();
        archiver.collectAndImport(scene);
        assertThat(archiver.completedTo()).isEqualTo(completed);
        archiver.collect();
        completed = archiver.completedTo();
        assertThat(completed).isEqualTo(sandbox.clock().instant().minus(Duration.ofMinutes(5)));
        sandbox.site().inject(Fault.wrongTotal(1).on(SiteOperation.LIST).always());

        assertThat(archiver.collect().incomplete()).isNotNull();
        assertThat(archiver.completedTo()).isEqualTo(completed);

        sandbox.clearFaults();
        assertThat(archiver.collect().incomplete()).isNull();
        assertThat(archiver.completedTo()).isAfter(completed);
    }

    @Test
    void aScheduledCollectionThatCannotLogInChangesNothing() throws IOException {
        archiver.collect();
        Instant completed = archiver.completedTo();
        sandbox.site().inject(Fault.status(401).always());

        assertThat(archiver.whyNot()).contains("refused the login").doesNotContain("http://");

        assertThat(archiver.completedTo()).isEqualTo(completed);
        sandbox.clearFaults();
        assertThat(archiver.collect().incomplete()).isNull();
    }
}
