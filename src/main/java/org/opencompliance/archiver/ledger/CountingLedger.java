package org.opencompliance.archiver.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** A ledger that counts the events that this process has made durable. */
public final class CountingLedger implements Ledger {

    private final Ledger ledger;
    private final Map<EventType, LongAdder> events = new EnumMap<>(EventType.class);
    private final Map<Disposition, LongAdder> endings = new EnumMap<>(Disposition.class);

    /** @param ledger closed together with this one */
    public CountingLedger(Ledger ledger) {
        this.ledger = ledger;
        for (EventType type : EventType.values()) {
            events.put(type, new LongAdder());
        }
        for (Disposition disposition : Disposition.values()) {
            endings.put(disposition, new LongAdder());
        }
    }

    /** Number of durable events of a type. */
    public long events(EventType type) {
        return events.get(type).sum();
    }

    /** Number of deliveries, or items without deliveries, with this disposition. */
    public long endings(Disposition disposition) {
        return endings.get(disposition).sum();
    }

    @Override
    public CompletableFuture<Void> append(LedgerEvent... added) {
        CompletableFuture<Void> durable = ledger.append(added);
        return durable.thenRun(() -> {
            for (LedgerEvent event : added) {
                count(event);
            }
        });
    }

    @Override
    public CompletableFuture<Void> flush() {
        return ledger.flush();
    }

    @Override
    public Optional<Duration> failingFor() {
        return ledger.failingFor();
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }

    private void count(LedgerEvent event) {
        events.get(event.type()).increment();
        boolean ended = event.type() == EventType.DELIVERED || event.type() == EventType.CLOSED;
        if (ended && event.details().get("disposition") instanceof String disposition) {
            endings.get(Disposition.of(disposition)).increment();
        }
    }
}
