package org.opencompliance.archiver.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.lead.NotLeadingException;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.EventType;

class CollectorMovesTheScheduleTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private WorkArea area;
    private Windows windows;
    private OpenCollections open;
    private LastCollections last;
    private Collector collector;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
        WindowSettings settings = new WindowSettings(
                "0 0 2 * * ?",
                DAY,
                DAY,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                WorkArea.NOW.minus(DAY.plus(DAY)));
        windows = new Windows(area.store, WorkArea.CONNECTOR, area.clock, settings);
        open = new OpenCollections(area.store, WorkArea.CONNECTOR);
        last = new LastCollections(area.store, WorkArea.CONNECTOR, open);
        collector = new Collector(
                windows,
                new CollectionRecords(WorkArea.CONNECTOR, area.store, area.ledger, open, last),
                Collections.LIMITS,
                new Pause(area.store, WorkArea.CONNECTOR),
                area.clock);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private void list(Collection collection, Window window) throws IOException {
        collector.openWindow(collection);
        collector.page(collection, window, new Listing(List.of(), null, 0L));
        collector.closeWindow(collection, window);
    }

    @Test
    void everyCompleteWindowOfTheScheduleMovesIt() throws IOException {
        Collection collection = collector.beginScheduled(WorkArea.NOW);

        list(collection, collection.windows().get(0));

        assertThat(windows.progress())
                .map(Progress::completedTo)
                .contains(collection.windows().get(0).to());
    }

    @Test
    void aRangeAskedForByHandMovesNothing() throws IOException {
        Collection collection = collector.beginRange(WorkArea.NOW.minus(DAY), WorkArea.NOW, "ann");

        list(collection, collection.windows().get(0));
        collector.end(collection);

        assertThat(windows.progress()).isEmpty();
        assertThat(open.find(collection.run()).orElseThrow().complete()).isTrue();
        assertThat(area.ledger.events(EventType.COLLECTION_STARTED).get(0).details())
                .containsEntry("by", "ann");
    }

    @Test
    void anIncompleteWindowLeavesTheScheduleWhereItIs() throws IOException {
        Collection collection = collector.beginScheduled(WorkArea.NOW);
        collector.openWindow(collection);

        collector.fail(collection, "the reason");
        collector.closeWindow(collection, collection.windows().get(0));
        collector.end(collection);

        assertThat(windows.progress())
                .map(Progress::completedTo)
                .contains(collection.windows().get(0).from());
        assertThat(windows.firingMissed()).isTrue();
        assertThat(area.ledger.events(EventType.WINDOW_COMPLETED)).isEmpty();
        assertThat(area.ledger.events(EventType.WINDOW_INCOMPLETE))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("reason", "the reason"));
        assertThat(area.ledger.events(EventType.COLLECTION_ENDED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("complete", false));
    }

    @Test
    void afterAnIncompleteWindowNoOtherIsListedOrRecorded() throws IOException {
        Collection collection = collector.beginScheduled(WorkArea.NOW);
        Window first = collection.windows().get(0);
        Window second = collection.windows().get(1);
        collector.openWindow(collection);
        collector.giveUp(collection, first, "the reason");

        collector.openWindow(collection);

        assertThat(collection.isListing()).isFalse();
        collector.closeWindow(collection, second);
        assertThat(area.ledger.events(EventType.WINDOW_INCOMPLETE)).hasSize(1);
        assertThat(area.ledger.events(EventType.WINDOW_COMPLETED)).isEmpty();
        assertThat(windows.progress()).map(Progress::completedTo).contains(first.from());
    }

    @Test
    void aCollectionIsDueOnceAFiringIsMissedAndNoneIsRunning() throws IOException {
        Pause pause = new Pause(area.store, WorkArea.CONNECTOR);
        CollectionRecords records = new CollectionRecords(WorkArea.CONNECTOR, area.store, area.ledger, open, last);
        Collector pausing = new Collector(windows, records, Collections.LIMITS, pause, area.clock);
        assertThat(pausing.isDue()).isFalse();

        Collection collection = pausing.beginScheduled(WorkArea.NOW);
        assertThat(pausing.isDue()).isFalse();

        pausing.couldNotRun("the reason");
        assertThat(pausing.isDue()).isTrue();
        pause.begin("ann");
        assertThat(pausing.isDue()).isFalse();
        pause.end("ann");
        collection = pausing.beginScheduled(WorkArea.NOW);
        pausing.end(collection);
        assertThat(pausing.isDue()).isFalse();
    }

    @Test
    void onlyACollectionThatCompletedAllItsWindowsCountsAsFired() throws IOException {
        Collection broken = collector.beginScheduled(WorkArea.NOW);
        list(broken, broken.windows().get(0));
        collector.fail(broken, "the reason");
        collector.closeWindow(broken, broken.windows().get(1));
        collector.end(broken);
        assertThat(windows.firingMissed()).isTrue();

        Collection whole = collector.beginScheduled(WorkArea.NOW);
        for (Window window : whole.windows()) {
            list(whole, window);
        }
        collector.end(whole);

        assertThat(windows.firingMissed()).isFalse();
        assertThat(whole.windows().get(0).from())
                .isEqualTo(broken.windows().get(0).to().minus(DAY));
    }

    @Test
    void theScheduleMovesOnlyBehindDurableEvidence() throws Exception {
        Collection collection = collector.beginScheduled(WorkArea.NOW);
        collector.openWindow(collection);
        collector.page(collection, collection.windows().get(0), new Listing(List.of(), null, 0L));
        area.ledger.hold();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> close(collection));
        await().until(() -> !area.ledger.events(EventType.WINDOW_COMPLETED).isEmpty());
        assertThat(windows.progress())
                .map(Progress::completedTo)
                .contains(collection.windows().get(0).from());
        area.ledger.release();
        closing.join();

        assertThat(windows.progress()).isPresent();
    }

    private void close(Collection collection) {
        try {
            collector.closeWindow(collection, collection.windows().get(0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCollectionIsRememberedUntilItsReportIsWritten() throws IOException {
        Collection collection = collector.beginScheduled(WorkArea.NOW);
        assertThat(collector.current()).isSameAs(collection);

        collector.end(collection);
        assertThat(collector.current()).isNull();
        assertThat(open.unreported())
                .extracting(OpenCollections.OpenCollection::run)
                .containsExactly(collection.run());
        open.reported(collection.run(), "HOLDS");

        assertThat(open.unreported()).isEmpty();
    }

    @Test
    void theLastCollectionIsKeptAlsoOneByHand() throws IOException {
        assertThat(last.last()).isEmpty();
        Collection byHand = collector.beginRange(WorkArea.NOW.minus(DAY), WorkArea.NOW, "ann");
        collector.end(byHand);
        open.reported(byHand.run(), "HOLDS, 3 parked, 0 pending");

        LastCollections again = new LastCollections(area.store, WorkArea.CONNECTOR, open);
        assertThat(again.last()).hasValueSatisfying(one -> {
            assertThat(one.run()).isEqualTo(byHand.run());
            assertThat(one.to()).isEqualTo(WorkArea.NOW);
            assertThat(one.verdict()).isEqualTo("HOLDS, 3 parked, 0 pending");
        });
        assertThat(again.lastCompleted()).isEqualTo(again.last());
    }

    @Test
    void aCollectionThatDidNotCompleteIsTheLastButNotTheLastCompleted() throws IOException {
        Collection failed = collector.beginRange(WorkArea.NOW.minus(DAY), WorkArea.NOW, "ann");
        collector.fail(failed, "401");
        collector.end(failed);

        assertThat(last.last()).hasValueSatisfying(one -> assertThat(one.run()).isEqualTo(failed.run()));
        assertThat(last.lastCompleted()).isEmpty();
    }

    @Test
    void aCollectionThatAChangeOfTheLeaderInterruptsIsNoFailure() throws IOException {
        Collection collection = collector.beginScheduled(null);
        Window window = collection.windows().get(0);
        collector.openWindow(collection);

        collector.lead(false);
        collector.closeWindow(collection, window);
        collector.end(collection);

        assertThat(collection.incomplete()).isEqualTo(Collection.INTERRUPTED);
        assertThat(collection.isFailed()).isFalse();
        assertThat(collector.trouble()).isNull();
        assertThat(windows.firingMissed()).as("the leader runs it").isTrue();
        assertThatThrownBy(() -> collector.beginScheduled(null)).isInstanceOf(NotLeadingException.class);
        assertThat(collector.trouble()).isNull();
    }
}
