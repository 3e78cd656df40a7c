package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteItem;
import org.opencompliance.sandbox.site.SiteOperation;

class TelemessageRouteTest {

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        archiver = ArchiverUnderTest.start(sandbox, directory, Map.of("archiver.page-size", "2"));
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

    private static Fault onListing(Fault fault) {
        return fault.on(SiteOperation.LIST);
    }

    private Collection collectWith(Fault fault) {
        scene.add(3);
        sandbox.site().inject(onListing(fault));
        return archiver.collectAndImport(scene);
    }

    private void assertNothingIsLost() {
        sandbox.clearFaults();
        assertThat(archiver.collectAndImport(scene).incomplete()).isNull();
        assertThat(scene.archived("ann")).hasSize(3);
        assertThat(scene.archived("ben")).hasSize(3);
    }

    @Test
    void pagesAreFollowedWithCursorsOfAnyCharacter() {
        assertThat(collectWith(Fault.doubledEntry().always()).incomplete()).isNull();
        assertNothingIsLost();
    }

    @Test
    void aRefusedLoginIsNotTriedAgainAndEndsTheWindow() {
        long before = sandbox.site().listings();

        Collection collection = collectWith(Fault.status(401).always());

        assertThat(collection.incomplete()).contains("refused the login").contains("telemessage.password");
        assertThat(sandbox.site().listings() - before).isEqualTo(1);
        assertNothingIsLost();
    }

    @Test
    void anIncompleteWindowIsOnRecordOnceWithItsReason() {
        int before = archiver.ledger(EventType.WINDOW_INCOMPLETE).size();

        collectWith(Fault.status(401).always());

        assertThat(archiver.ledger(EventType.WINDOW_INCOMPLETE).stream().skip(before))
                .singleElement()
                .satisfies(line -> assertThat(line.text("reason")).contains("login"));
    }

    @Test
    void aSourceThatCannotBeReachedEndsTheWindow() {
        Collection collection = collectWith(Fault.dropped().always());

        assertThat(collection.incomplete()).contains("connection failed").doesNotContain("http");
        assertNothingIsLost();
    }

    @Test
    void aThrottledSourceIsAskedAgainWhenItSays() {
        long begun = System.nanoTime();

        Collection collection = collectWith(Fault.status(429).retryAfter(1));

        assertThat(collection.incomplete()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(990));
        assertNothingIsLost();
    }

    @Test
    void aSourceThatIsDownForAMomentIsAskedAgain() {
        assertThat(collectWith(Fault.status(503).times(2)).incomplete()).isNull();
        assertNothingIsLost();
    }

    @Test
    void aSourceThatStaysDownEndsTheWindow() {
        assertThat(collectWith(Fault.status(500).always()).incomplete()).contains("HTTP 500");
        assertNothingIsLost();
    }

    @Test
    void aPageThatBreaksOffIsAskedForAgain() {
        assertThat(collectWith(Fault.cutOff().times(2)).incomplete()).isNull();
        assertNothingIsLost();
    }

    @Test
    void halfAPageIsNoPage() {
        assertThat(collectWith(Fault.truncated().always()).incomplete()).contains("not a listing");
        assertNothingIsLost();
    }

    @Test
    void whatIsNoListingIsNeverAnEmptyDay() {
        assertThat(collectWith(Fault.garbage().always()).incomplete()).contains("not a listing");
        assertNothingIsLost();
    }

    @Test
    void theSameCursorTwiceEndsTheWindow() {
        assertThat(collectWith(Fault.sameCursor().always()).incomplete()).contains("same cursor");
        assertNothingIsLost();
    }

    @Test
    void aControlTotalThatIsNeverMetEndsTheWindowAfterThreeListings() {
        long before = sandbox.site().listings();

        Collection collection = collectWith(Fault.wrongTotal(1).always());

        assertThat(collection.incomplete()).contains("4 items").contains("lists 3");
        assertThat(sandbox.site().listings() - before).isEqualTo(6);
        assertNothingIsLost();
    }

    @Test
    void aControlTotalThatIsMetAtLastIsEnough() {
        assertThat(collectWith(Fault.wrongTotal(1).times(2)).incomplete()).isNull();
        assertNothingIsLost();
    }

    @Test
    void anItemIdOfAnyCharactersIsFetchedByThatId() {
        String id = scene.id("a b+c%2Fd?e&f=\u5bc6*~..");
        scene.add(SiteItem.of(
                id, "chat", scene.archivedAt(), scene.item("x", "ben").content().bytes()));

        archiver.collectAndImport(scene);

        assertThat(sandbox.site().fetches(id)).isEqualTo(1);
        assertThat(scene.archived("ann")).hasSize(1);
    }

    @Test
    void noHeaderOfOursGoesOut() {
        scene.add(1);
        archiver.collectAndImport(scene);

        assertThat(sandbox.site().requests())
                .allSatisfy(request -> assertThat(request.headers().keySet())
                        .noneMatch(name -> name.startsWith("camel") || name.startsWith("archiver")));
    }
}
