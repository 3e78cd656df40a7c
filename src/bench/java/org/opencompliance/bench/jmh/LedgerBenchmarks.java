package org.opencompliance.bench.jmh;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.file.ScriptedWriter;
import org.opencompliance.archiver.storage.ObjectStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The line of a delivery, from its event to its bytes, with its hash. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LedgerBenchmarks {

    private static final int BYTES = 1 << 16;

    private final Instant at = Instant.parse("2026-11-20T12:00:00Z");
    private final ScriptedWriter writer = new ScriptedWriter(nowhere(), "wechat", "archiver-0");
    private final ItemEvents item = new ItemEvents(
            "20261120T020000Z-8eff35",
            "tm-f4d205fd-e1e7-4710-911a-c0ffee",
            "staged/wechat/2026/11/20/tm-f4d205fd-e1e7-4710-911a-c0ffee.eml");

    /** A storage area that accepts each append and keeps nothing. */
    private static ObjectStore nowhere() {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> Boolean.TRUE);
    }

    @Benchmark
    public Object line() throws IOException {
        writer.record(at, item.imported("0f3c8e1a-0000-4000-8000-1", "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AJcTJ4R", 0));
        if (writer.waiting() > BYTES) {
            writer.write(writer.waiting());
        }
        return writer;
    }
}
