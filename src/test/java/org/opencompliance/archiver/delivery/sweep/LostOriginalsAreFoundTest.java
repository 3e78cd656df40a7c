package org.opencompliance.archiver.delivery.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.collect.OpenCollections;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.ScriptedWriter;
import org.opencompliance.archiver.storage.CountedRequests;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;
import org.opencompliance.sandbox.AdjustableClock;

/** The ledger says which open items have lost their original, however many are open. */
class LostOriginalsAreFoundTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final int MANY = 20;

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock(NOW);
    private LocalObjectStore area;
    private ScriptedWriter writer;
    private CountedRequests requests;

    @BeforeEach
    void open() throws IOException {
        area = LocalObjectStore.open(folder.resolve("area"), clock);
        writer = new ScriptedWriter(area, "wechat", "archiver-0");
        requests = new CountedRequests(area);
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    private LostOriginals lost(int most) {
        LedgerReader ledger = new LedgerReader(requests.store(), "wechat");
        return new LostOriginals(requests.store(), ledger, new OpenCollections(requests.store(), "wechat"), most);
    }

    private StagedItem stage(String id) throws IOException {
        StagedItem item =
                StagedItem.of("wechat", new ListedItem(id, "chat", clock.instant(), 3, "a".repeat(64)), "run-1");
        area.create(item.name(), new ObjectContent(ObjectContent.of(new byte[3]).source(), 3, item.metadata()));
        writer.record(clock.instant(), item.events().staged(item.original()));
        writer.write(writer.waiting());
        return item;
    }

    private List<StagedItem> stage() throws IOException {
        List<StagedItem> items = IntStream.range(0, MANY)
                .mapToObj(i -> "i" + i)
                .map(id -> {
                    try {
                        return stage(id);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        requests.take();
        return items;
    }

    private void end(StagedItem item) throws IOException {
        writer.record(clock.instant(), item.events().closed());
        writer.write(writer.waiting());
    }

    private void lose(StagedItem item) throws IOException {
        Files.delete(folder.resolve("area").resolve(item.name()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MANY - 1, MANY, 10_000})
    void anOpenItemWithoutItsOriginalIsFoundAndAClosedOneIsNot(int most) throws IOException {
        LostOriginals lost = lost(most);
        List<StagedItem> items = stage();
        assertThat(lost.find()).isEmpty();
        lose(items.get(3));
        lose(items.get(MANY - 1));
        end(items.get(3));

        assertThat(lost.find()).containsExactly(WorkOrder.leftOver(items.get(MANY - 1)));
        end(items.get(MANY - 1));
        assertThat(lost.find()).isEmpty();
        lose(items.get(5));
        assertThat(lost.find()).containsExactly(WorkOrder.leftOver(items.get(5)));
    }

    @Test
    void aLookReadsNewLinesAndAsksForOpenItemsOnly() throws IOException {
        LostOriginals lost = lost(10_000);
        List<StagedItem> items = stage();
        lost.find();
        assertThat(requests.take()).containsEntry("info", MANY).containsKey("readPart");
        for (StagedItem item : items.subList(1, MANY)) {
            end(item);
        }
        lost.find();
        requests.take();

        lost.find();

        assertThat(requests.take()).containsEntry("info", 1).doesNotContainKeys("readPart", "open");
    }

    @Test
    void anItemOfYesterdayIsFoundOnTheNextDay() throws IOException {
        LostOriginals lost = lost(10_000);
        StagedItem item = stage("one");
        assertThat(lost.find()).isEmpty();
        clock.set(NOW.plusSeconds(86_000));
        lose(item);

        assertThat(lost.find()).containsExactly(WorkOrder.leftOver(item));
    }
}
