package org.opencompliance.archiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CountingLedgerTest {

    private final Deque<CompletableFuture<Void>> pending = new ArrayDeque<>();
    private final CountingLedger ledger = new CountingLedger(new Slow());

    @Test
    void onlyWhatIsDurableCounts() {
        ledger.append(event(EventType.STAGED, Map.of()));
        ledger.append(event(EventType.STAGED, Map.of()));

        pending.poll().complete(null);
        pending.poll().completeExceptionally(new IllegalStateException("closed"));

        assertThat(ledger.events(EventType.STAGED)).isEqualTo(1);
    }

    @Test
    void anItemWithDeliveriesCountsOnceForEachAndNotForItself() {
        ledger.append(
                event(EventType.DELIVERED, Map.of("disposition", "imported")),
                event(EventType.DELIVERED, Map.of("disposition", "partially-imported")),
                event(EventType.CLOSED, Map.of("name", "x")));

        pending.poll().complete(null);

        assertThat(ledger.endings(Disposition.IMPORTED)).isEqualTo(1);
        assertThat(ledger.endings(Disposition.PARTIALLY_IMPORTED)).isEqualTo(1);
        assertThat(ledger.endings(Disposition.FAILED)).isZero();
    }

    @Test
    void aDeliveryToTheFallbackMailboxCountsAmongTheImportedOnesAndForItself() {
        ledger.append(
                event(EventType.DELIVERED, Map.of("disposition", "imported", "rule", LedgerEvent.FALLBACK)),
                event(EventType.DELIVERED, Map.of("disposition", "imported")));

        pending.poll().complete(null);

        assertThat(ledger.endings(Disposition.IMPORTED)).isEqualTo(2);
        assertThat(ledger.fallbacks()).isEqualTo(1);
    }

    @Test
    void aDeliveryWithAPartThatStaysEncryptedCountsAmongTheImportedOnesAndForItself() {
        ItemEvents item = new ItemEvents("run-1", "item", "staged/wechat/2026/11/20/item.eml");
        ledger.append(
                item.imported("mailbox-1", "message-1", 0, "decrypted"),
                item.imported("mailbox-2", "message-2", 0, "partly-decrypted"),
                item.imported("mailbox-3", "message-3", 1, "not-decrypted"),
                item.imported("mailbox-4", "message-4", 0));

        pending.poll().complete(null);

        assertThat(ledger.endings(Disposition.IMPORTED)).isEqualTo(3);
        assertThat(ledger.undecrypted()).isEqualTo(2);
    }

    @Test
    void anItemWithoutDeliveriesCountsForItself() {
        ledger.append(event(EventType.CLOSED, Map.of("disposition", "failed", "reason", "unmapped")));

        pending.poll().complete(null);

        assertThat(ledger.endings(Disposition.FAILED)).isEqualTo(1);
    }

    private static LedgerEvent event(EventType type, Map<String, Object> details) {
        return new LedgerEvent(type, "run", "item", null, details);
    }

    /** A ledger with lines that become durable when the test completes them. */
    private final class Slow implements Ledger {

        @Override
        public CompletableFuture<Void> append(LedgerEvent... events) {
            pending.add(new CompletableFuture<>());
            return pending.peekLast();
        }

        @Override
        public CompletableFuture<Void> flush() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
