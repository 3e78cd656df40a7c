package org.opencompliance.archiver.delivery.sweep;

import java.time.Duration;
import java.time.Instant;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.KeyTable;

/**
 * The orders of one sweep, and when to queue each again if its item is still open then. An order from an earlier sweep is most likely
 * still in the queue, so the pause doubles each time. About 40 bytes an order. Not thread-safe.
 */
final class QueuedOrders {

    /** Times are seconds since then, in 4 bytes. */
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

    private final int age;
    private final KeyTable items = new KeyTable();
    private final Column next = new Column();
    private final Column pauses = new Column();

    /** @param age the first pause */
    QueuedOrders(Duration age) {
        this.age = (int) age.toSeconds();
    }

    /**
     * Whether an order is to be queued now; notes it.
     *
     * @param before the orders of the sweep before this one
     */
    boolean isDue(String name, QueuedOrders before, Instant now) {
        int last = before.items.find(name);
        int at = (int) Duration.between(FIRST, now).toSeconds();
        boolean due = last == KeyTable.ABSENT || before.next.get(last) <= at;
        int pause = last == KeyTable.ABSENT ? age : due ? 2 * before.pauses.get(last) : before.pauses.get(last);
        int item = items.number(name);
        next.set(item, due ? at + pause : before.next.get(last));
        pauses.set(item, pause);
        return due;
    }
}
