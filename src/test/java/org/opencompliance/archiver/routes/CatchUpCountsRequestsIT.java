package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.sweep.Sweep;
import org.opencompliance.sandbox.http.RecordedRequest;
import org.opencompliance.sandbox.site.SiteOperation;

/** Counts the requests of the schedule to the source, and of the sweep to the storage area. */
class CatchUpCountsRequestsIT {

    private static final int ASK_FOR_THE_TIME = 1;

    @TempDir
    Path directory;

    private SandboxUnderTest sandbox;
    private ArchiverUnderTest archiver;
    private Scene scene;

    @BeforeEach
    void start() throws Exception {
        sandbox = new SandboxUnderTest();
        archiver = ArchiverUnderTest.start(sandbox, directory, Map.of());
        scene = sandbox.scene();
        archiver.collect();
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    private void addAnHourAgo(String name) {
        add(name, Duration.ofHours(1));
    }

    private void add(String name, Duration ago) {
        scene.add(scene.item(name, "ben", sandbox.clock().instant().minus(ago)));
    }

    private void collectAndImport() {
        assertThat(archiver.collect().incomplete()).isNull();
        archiver.awaitIdle();
    }

    /** The windows requested since a listing count, without the request for the source's time. */
    private List<RecordedRequest> windowsSince(long listings) {
        return sandbox.site().requests().stream()
                .filter(request -> request.operation().equals(SiteOperation.LIST.name()))
                .skip(listings + ASK_FOR_THE_TIME)
                .toList();
    }

    @Test
    void anOutageOfDaysIsCaughtUpDayByDayAndEachItemFetchedOnce() throws Exception {
        Instant completed = archiver.completedTo();
        for (int day = 1; day <= 4; day++) {
            sandbox.clock().advance(Duration.ofDays(1));
            addAnHourAgo("day" + day);
        }
        long listings = sandbox.site().listings();
        long fetches = sandbox.site().fetches();

        collectAndImport();

        List<RecordedRequest> windows = windowsSince(listings);
        assertThat(windows).as("four days, the overlap and a minute").hasSize(6);
        assertThat(windows.get(0).query())
                .containsEntry(
                        "archivedFrom", completed.minus(Duration.ofHours(24)).toString());
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).query())
                    .containsEntry("archivedFrom", windows.get(i - 1).query().get("archivedTo"));
        }
        assertThat(sandbox.site().fetches() - fetches).isEqualTo(4);
        assertThat(scene.archived("ann")).hasSize(4);
        assertThat(archiver.completedTo()).isEqualTo(sandbox.clock().instant().minus(Duration.ofMinutes(5)));
    }

    @Test
    void theOverlapIsLookedThroughOnceAndOnlyWhatCameLateIsFetched() {
        addAnHourAgo("early");
        collectAndImport();
        add("late", Duration.ofHours(20));
        add("too late", Duration.ofHours(30));
        long listings = sandbox.site().listings();
        long fetches = sandbox.site().fetches();

        collectAndImport();

        assertThat(windowsSince(listings)).as("the overlap and a minute").hasSize(2);
        assertThat(sandbox.site().fetches() - fetches).isEqualTo(1);
        assertThat(sandbox.site().fetches(scene.id("late"))).isEqualTo(1);
        assertThat(sandbox.site().fetches(scene.id("too late"))).isZero();
    }

    @Test
    void whatIsStagedIsNeverFetchedAgain() {
        for (int i = 0; i < 5; i++) {
            addAnHourAgo("item" + i);
        }
        collectAndImport();
        long fetches = sandbox.site().fetches();
        int requests = sandbox.tenant().requests().size();

        collectAndImport();

        assertThat(sandbox.site().fetches()).isEqualTo(fetches);
        assertThat(sandbox.tenant().requests()).hasSize(requests);
    }

    @Test
    void aDayThatIsDoneIsListedByTheSweepOnceAndNotAgain() throws Exception {
        addAnHourAgo("item");
        collectAndImport();
        sandbox.clock().advance(Duration.ofDays(2));
        Sweep sweep = archiver.bean("sweep", Sweep.class);
        archiver.disturbed().listings();

        assertThat(sweep.leftOver()).isExhausted();
        assertThat(stagedListings()).hasSize(1);

        assertThat(sweep.leftOver()).isExhausted();
        assertThat(stagedListings()).isEmpty();
    }

    private List<String> stagedListings() {
        return archiver.disturbed().listings().stream()
                .filter(prefix -> prefix.startsWith("staged/"))
                .toList();
    }
}
