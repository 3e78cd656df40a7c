package org.opencompliance.archiver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.StagedItem;

class CopyBacklogFindsOriginalsWithoutACopyTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    private WorkArea area;
    private OpenDays days;
    private CopyBacklog backlog;

    @BeforeEach
    void open() {
        area = new WorkArea(directory);
        days = OpenDays.ofCopies(area.store, WorkArea.CONNECTOR, HOUR);
        backlog = new CopyBacklog(area.store, days, WorkArea.CONNECTOR);
    }

    @AfterEach
    void close() throws Exception {
        area.close();
    }

    private StagedItem stage(StagedItem item) throws IOException {
        days.open(item.archivedAt());
        area.store.create(
                item.name(), new ObjectContent(() -> new ByteArrayInputStream(new byte[3]), 3, item.metadata()));
        return item;
    }

    private List<String> waiting(CopyBacklog of) throws IOException {
        List<String> names = new ArrayList<>();
        of.forEach(original -> names.add(original.name()));
        return names;
    }

    private CopyBacklog ofAnotherProcess() {
        return new CopyBacklog(area.store, OpenDays.ofCopies(area.store, WorkArea.CONNECTOR, HOUR), WorkArea.CONNECTOR);
    }

    @Test
    void anOriginalWaitsUntilItsCopyIsRecorded() throws Exception {
        StagedItem item = stage(WorkArea.item("one"));
        assertThat(waiting(backlog)).containsExactly(item.name());

        backlog.copied(item);

        assertThat(waiting(backlog)).isEmpty();
        assertThat(backlog.count()).isEqualTo(Backlog.NONE);
    }

    @Test
    void aProcessThatStartsKnowsWhatIsToCopy() throws Exception {
        StagedItem item = stage(WorkArea.item("one"));

        assertThat(waiting(ofAnotherProcess())).containsExactly(item.name());
    }

    @Test
    void aSecondRecordOfAnotherProcessDoesNoHarm() throws Exception {
        StagedItem item = stage(WorkArea.item("one"));

        backlog.copied(item);
        ofAnotherProcess().copied(item);

        assertThat(waiting(ofAnotherProcess())).isEmpty();
    }

    /** Names that a listing orders otherwise than their ids, and an item with other content. */
    @Test
    void eachOfManyNamesIsFound() throws Exception {
        List<StagedItem> items = new ArrayList<>();
        for (String id :
                List.of("a", "A", "a-b", "a b", "a/b", "a.b", "a~", "aa", "a_", "a0", "%", "ü", "x".repeat(300))) {
            items.add(stage(WorkArea.item(id)));
            items.add(stage(WorkArea.item(id).conflicting()));
        }

        for (int copied = 0; copied < items.size(); copied += 2) {
            backlog.copied(items.get(copied));
        }

        assertThat(waiting(backlog))
                .containsExactlyInAnyOrderElementsOf(items.stream()
                        .filter(item -> !item.version().isEmpty())
                        .map(StagedItem::name)
                        .toList());
        for (StagedItem item : items) {
            backlog.copied(item);
        }
        assertThat(waiting(backlog)).isEmpty();
    }

    @Test
    void theCountHasTheOldest() throws Exception {
        StagedItem first = stage(WorkArea.item("one"));
        stage(WorkArea.item("two"));
        ObjectInfo oldest = area.store.info(first.name()).orElseThrow();

        assertThat(backlog.count()).isEqualTo(new Backlog(2, oldest.lastModified()));
    }

    @Test
    void aConsumerThatHasEnoughGetsNoMore() throws Exception {
        stage(WorkArea.item("one"));
        stage(WorkArea.item("two"));
        List<String> names = new ArrayList<>();

        backlog.forEach(original -> {
            names.add(original.name());
            return false;
        });

        assertThat(names).hasSize(1);
    }

    @Test
    void aDayIsListedUntilAllIsCopiedAndItWasOpenForAnHour() throws Exception {
        StagedItem item = stage(WorkArea.item("one"));
        backlog.copied(item);
        waiting(backlog);
        assertThat(days.openDays()).hasSize(1);

        area.clock.advance(HOUR.plusMinutes(1));
        waiting(backlog);
        assertThat(days.openDays()).isEmpty();

        StagedItem late = stage(WorkArea.item("two"));
        assertThat(waiting(backlog)).containsExactly(late.name());
        assertThat(waiting(ofAnotherProcess())).containsExactly(late.name());
    }

    @Test
    void aDayWithAWaitingOriginalStaysOpen() throws Exception {
        StagedItem item = stage(WorkArea.item("one"));
        area.clock.advance(Duration.ofDays(30));

        assertThat(waiting(backlog)).containsExactly(item.name());
        assertThat(waiting(backlog)).containsExactly(item.name());
    }
}
