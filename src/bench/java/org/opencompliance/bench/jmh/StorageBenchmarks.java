package org.opencompliance.bench.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opencompliance.archiver.delivery.Plan;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.sandbox.ArchiverProcess;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A work record as JSON, and an original of 4 KB in a local storage area, with fsync. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StorageBenchmarks {

    private final byte[] original = "x".repeat(4096).getBytes(StandardCharsets.US_ASCII);
    private final WorkRecord record = record();
    private Path folder;
    private LocalObjectStore store;
    private JsonObjects<WorkRecord> records;
    private byte[] json;
    private int number;

    @Setup
    public void setUp() throws IOException {
        folder = Files.createTempDirectory("storage-benchmarks-");
        store = LocalObjectStore.open(folder.resolve("area"), Clock.systemUTC());
        records = new JsonObjects<>(store, WorkRecord.class);
        json = JsonObjects.bytes(record);
    }

    @TearDown
    public void tearDown() throws IOException {
        store.close();
        ArchiverProcess.empty(folder);
        Files.delete(folder);
    }

    private static WorkRecord record() {
        Instant at = Instant.parse("2026-11-20T12:00:00Z");
        ListedItem listed = new ListedItem("item-0000000", "chat", at, 4096, "0".repeat(64));
        List<Delivery> deliveries = List.of(
                Delivery.planned("0f3c8e1a-0000-4000-8000-1", "susan@contoso.example", "EMAIL", List.of(0))
                        .ended(Disposition.IMPORTED, "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AJcTJ4R", null),
                Delivery.planned("0f3c8e1a-0000-4000-8000-2", "li.wei@contoso.example", "CSV", List.of(1)));
        Plan plan = new Plan(at, "0".repeat(64), 10 << 20, List.of(), 1);
        return new WorkRecord(
                StagedItem.of("wechat", listed, "20261120T020000Z-8eff35"), plan, deliveries, null, null, null);
    }

    @Benchmark
    public Object writeRecord() throws IOException {
        return JsonObjects.bytes(record);
    }

    @Benchmark
    public Object readRecord() throws IOException {
        return records.parse(json);
    }

    @Benchmark
    public Object create() throws IOException {
        number++;
        String name = "staged/wechat/2026/11/" + number / 10_000 + "/item-" + number + ".eml";
        ObjectContent content = ObjectContent.of(original);
        return store.create(
                name,
                new ObjectContent(
                        content.source(), original.length, record.item().metadata()));
    }
}
