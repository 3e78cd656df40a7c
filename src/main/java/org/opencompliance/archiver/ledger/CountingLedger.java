package org.opencompliance.archiver.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A ledger that counts the events that this process has made durable. */
public final class CountingLedger implements Ledger {

    /** Stands for the skip reasons beyond the first {@value #MAX_REASONS}. */
    public static final String OTHER_REASONS = "other-reasons";

    private static final int MAX_REASONS = 20;

    private final Ledger ledger;
    private final Map<EventType, LongAdder> events = new EnumMap<>(EventType.class);
    private final Map<Disposition, LongAdder> endings = new EnumMap<>(Disposition.class);
    private final Map<String, LongAdder> skips = new ConcurrentHashMap<>();
    private final LongAdder fallbacks = new LongAdder();
    private final LongAdder undecrypted = new LongAdder();

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

    /** Number of deliveries imported into the fallback mailbox. */
    public long fallbacks() {
        return fallbacks.sum();
    }

    /** Number of deliveries imported with a part that stays encrypted. */
    public long undecrypted() {
        return undecrypted.sum();
    }

    /** The reasons for which deliveries or items were skipped. */
    public Set<String> skipReasons() {
        return Set.copyOf(skips.keySet());
    }

    /** Number of deliveries, or items without deliveries, skipped for a reason. */
    public long skipped(String reason) {
        LongAdder count = skips.get(reason);
        return count == null ? 0 : count.sum();
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
            if (LedgerEvent.FALLBACK.equals(event.details().get("rule"))) {
                fallbacks.increment();
            }
            if (ItemEvents.isUndecrypted(event)) {
                undecrypted.increment();
            }
            if (Disposition.of(disposition) == Disposition.SKIPPED) {
                countSkip(String.valueOf(event.details().get("reason")));
            }
        }
    }

    private synchronized void countSkip(String reason) {
        boolean named = skips.containsKey(reason) || skips.size() < MAX_REASONS;
        skips.computeIfAbsent(named ? reason : OTHER_REASONS, any -> new LongAdder())
                .increment();
    }
}
