package org.opencompliance.archiver.ledger.report.today;

import java.util.function.IntConsumer;
import org.opencompliance.archiver.ledger.Ending;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.ledger.compact.Numbered;
import org.opencompliance.archiver.ledger.report.Report;

/**
 * What the ledger tells about the items of a day, as in the report of a day: about 60 bytes for an item and 15 for each of its
 * deliveries. The sums follow each change, so nothing goes through all items. Not thread-safe.
 *
 * <p>An item of the day was staged on the day. The endings of other items count as those of earlier items.
 */
final class ItemStates {

    private static final int OF_DAY = 1;
    private static final int COPIED = 2;
    private static final int COPY_FAILED = 4;
    /** The states of encrypted items take the bits from this one. */
    private static final int ENCRYPTION_SHIFT = 3;

    private static final int ENCRYPTION = 3 << ENCRYPTION_SHIFT;

    private final KeyTable items = new KeyTable();
    private final Numbered<String> mailboxes = new Numbered<>();
    private final Numbered<Ending> endings = new Numbered<>();

    private final Column flags = new Column();
    private final Column planned = new Column();
    /** The number of an ending and 1; 0 for none, as in the other columns with numbers. */
    private final Column withoutDelivery = new Column();

    private final Column firstDelivery = new Column();
    private final Column workedAt = new Column();

    private final Column mailbox = new Column();
    private final Column ending = new Column();
    private final Column nextDelivery = new Column();
    private int deliveries;

    private final Column endedOfDay = new Column();
    private final Column endedEarlier = new Column();
    private int ofDay;
    private long available;
    private int inconsistent;
    private int open;
    private long outstanding;
    private int copied;
    private int copyFailed;
    private final long[] encrypted = new long[4];
    private int lastWork;

    /** The number of an item. */
    int item(String name) {
        return items.number(name);
    }

    boolean isOfDay(int item) {
        return has(item, OF_DAY);
    }

    /** Changes whether an item was staged on the day. */
    void setOfDay(int item, boolean is) {
        if (isOfDay(item) != is) {
            change(item, () -> flags.set(item, flags.get(item) ^ OF_DAY));
            if (!is) {
                lastWork = 0;
                forEachOfDay(each -> lastWork = Math.max(lastWork, workedAt.get(each)));
            }
        }
    }

    void setCopied(int item) {
        change(item, () -> flags.set(item, flags.get(item) | COPIED));
    }

    void setCopyFailed(int item) {
        change(item, () -> flags.set(item, flags.get(item) | COPY_FAILED));
    }

    boolean isCopied(int item) {
        return has(item, COPIED);
    }

    private boolean has(int item, int flag) {
        return (flags.get(item) & flag) != 0;
    }

    void planned(int item, int number) {
        change(item, () -> planned.set(item, number));
    }

    /** @param state as {@link Report.Encrypted#state} gives it */
    void encrypted(int item, int state) {
        if (state != encryption(item)) {
            change(item, () -> flags.set(item, flags.get(item) & ~ENCRYPTION | state << ENCRYPTION_SHIFT));
        }
    }

    int encryption(int item) {
        return (flags.get(item) & ENCRYPTION) >> ENCRYPTION_SHIFT;
    }

    /** The encrypted items of the day; null without one. */
    Report.Encrypted encrypted() {
        return Report.Encrypted.of(encrypted);
    }

    /** @param at of the line, greater than 0 */
    void delivered(int item, String to, Ending end, int at) {
        change(item, () -> {
            worked(item, at);
            int delivery = delivery(item, mailboxes.number(to));
            Ending before = ended(ending.get(delivery));
            ending.set(delivery, endings.number(before == null ? end : before.then(end)) + 1);
        });
    }

    /**
     * @param end of an item without deliveries, or null
     * @param at of the line, greater than 0
     */
    void closed(int item, Ending end, int at) {
        change(item, () -> {
            worked(item, at);
            if (end != null) {
                Ending before = ended(withoutDelivery.get(item));
                withoutDelivery.set(item, endings.number(before == null ? end : before.then(end)) + 1);
            }
        });
    }

    private void worked(int item, int at) {
        workedAt.set(item, Math.max(workedAt.get(item), at));
    }

    private Ending ended(int number) {
        return number == 0 ? null : endings.value(number - 1);
    }

    /** The place of a delivery, a new one for a new delivery. */
    private int delivery(int item, int to) {
        int delivery = find(item, to);
        if (delivery == 0) {
            delivery = ++deliveries;
            mailbox.set(delivery, to);
            nextDelivery.set(delivery, firstDelivery.get(item));
            firstDelivery.set(item, delivery);
        }
        return delivery;
    }

    private int find(int item, int to) {
        int delivery = firstDelivery.get(item);
        while (delivery != 0 && mailbox.get(delivery) != to) {
            delivery = nextDelivery.get(delivery);
        }
        return delivery;
    }

    /** Takes an item out of the sums, changes it and puts it back. */
    private void change(int item, Runnable change) {
        add(item, -1);
        change.run();
        add(item, 1);
    }

    private void add(int item, int one) {
        boolean counts = isOfDay(item);
        Column sums = counts ? endedOfDay : endedEarlier;
        for (int each = firstDelivery.get(item); each != 0; each = nextDelivery.get(each)) {
            add(sums, ending.get(each), one);
        }
        if (planned.get(item) <= 0 || !counts) {
            add(sums, withoutDelivery.get(item), one);
        }
        if (counts) {
            ofDay += one;
            available += one * available(item);
            addProgress(item, one);
            copied += has(item, COPIED) ? one : 0;
            copyFailed += has(item, COPY_FAILED) ? one : 0;
            encrypted[encryption(item)] += one;
            lastWork = Math.max(lastWork, workedAt.get(item));
        }
    }

    private void addProgress(int item, int one) {
        long missing = available(item) - countEnded(item);
        if (isEnded(item)) {
            inconsistent += missing != 0 ? one : 0;
        } else {
            open += one;
            outstanding += one * missing;
        }
    }

    private static void add(Column sums, int end, int one) {
        if (end > 0) {
            sums.set(end - 1, sums.get(end - 1) + one);
        }
    }

    /** Number of deliveries; 1 without a plan. */
    long available(int item) {
        return Math.max(1, planned.get(item));
    }

    boolean isPlanned(int item) {
        return planned.get(item) > 0;
    }

    /** Whether all deliveries of an item ended. */
    boolean isEnded(int item) {
        return planned.get(item) > 0 ? countDeliveries(item) >= planned.get(item) : withoutDelivery.get(item) != 0;
    }

    /** As above, for an item that need not be known. */
    boolean isEnded(String name) {
        int item = items.find(name);
        return item != KeyTable.ABSENT && isEnded(item);
    }

    /** Number of ends of an item that count. */
    long countEnded(int item) {
        boolean without = planned.get(item) <= 0 && withoutDelivery.get(item) != 0;
        return countDeliveries(item) + (without ? 1 : 0);
    }

    private int countDeliveries(int item) {
        int count = 0;
        for (int each = firstDelivery.get(item); each != 0; each = nextDelivery.get(each)) {
            count++;
        }
        return count;
    }

    /** Whether the delivery of an item to a mailbox ended. */
    boolean isDelivered(int item, String to) {
        return find(item, mailboxes.number(to)) != 0;
    }

    /** Takes the endings with their number. */
    interface Endings {
        void add(Ending ending, long times);
    }

    /** Passes the ends of the items of the day, or those of other items, to the consumer. */
    void endings(boolean ofThisDay, Endings consumer) {
        Column sums = ofThisDay ? endedOfDay : endedEarlier;
        for (int number = 0; number < endings.size(); number++) {
            if (sums.get(number) > 0) {
                consumer.add(endings.value(number), sums.get(number));
            }
        }
    }

    void forEachOfDay(IntConsumer consumer) {
        for (int item = 0; item < items.size(); item++) {
            if (isOfDay(item)) {
                consumer.accept(item);
            }
        }
    }

    /** Number of items of the day. */
    long ofDay() {
        return ofDay;
    }

    /** Number of deliveries of the items of the day. */
    long available() {
        return available;
    }

    /** Number of ended items of the day with more ends than deliveries. */
    long inconsistent() {
        return inconsistent;
    }

    /** Number of items of the day that have not ended. */
    int open() {
        return open;
    }

    /** Number of their deliveries without an end. */
    long outstanding() {
        return outstanding;
    }

    long copied() {
        return copied;
    }

    long copyFailed() {
        return copyFailed;
    }

    /** The time of the last end of an item of the day; 0 for none. */
    int lastWork() {
        return lastWork;
    }
}
