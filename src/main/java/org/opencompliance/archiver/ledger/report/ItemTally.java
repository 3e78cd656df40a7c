package org.opencompliance.archiver.ledger.report;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.Ending;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.EntryTable;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.ledger.compact.Numbered;
import org.opencompliance.archiver.ledger.compact.OpenNames;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;

/**
 * The ledger's records about the staged items, before and after the end of the reported period. An item that ended
 * after the period was pending at its end. The pending count comes from records of the ledger or of the work, never
 * from missing records.
 *
 * <p>The items have numbers from 0 in their order. Memory: about 50 bytes an item and 12 a delivery, and 120 more while the item is
 * open, has a failure or does not add up; the names of the others are not held. Not thread-safe.
 */
final class ItemTally {

    private static final int WORKED_LATER = 1;
    private static final int PLANNED_LATER = 2;
    /** The states of encrypted items take the bits from this one. */
    private static final int ENCRYPTION_SHIFT = 2;

    private static final int ENCRYPTION = Report.Encrypted.STATES << ENCRYPTION_SHIFT;

    private final KeyTable numbers;
    private final OpenNames names;
    private final Column planned = new Column();
    private final Column flags = new Column();
    /** The number of an ending and 1; 0 for none. */
    private final Column withoutDelivery = new Column();

    private final Numbered<Ending> endings = new Numbered<>();
    private final EntryTable<Ending> deliveries = new EntryTable<>();
    private final EntryTable<Boolean> deliveredLater = new EntryTable<>();

    ItemTally() {
        this(new KeyTable(), new OpenNames());
    }

    private ItemTally(KeyTable numbers, OpenNames names) {
        this.numbers = numbers;
        this.names = names;
    }

    /** The same items with the same numbers, without their records; this one must not be used any longer. */
    ItemTally again() {
        return new ItemTally(numbers, names.copy());
    }

    /** Number of items. */
    int size() {
        return numbers.size();
    }

    /** Adds an item unless it is known; returns its number. */
    int stage(String name, String id) {
        int item = numbers.number(name);
        note(item, name, id);
        return item;
    }

    /** The number of an item; {@link KeyTable#ABSENT} if it is unknown. */
    int find(String name) {
        return numbers.find(name);
    }

    /** The object name of an item that is open, has a failure or does not add up; null if lines about it disappeared. */
    String name(int item) {
        return names.name(item);
    }

    /** The id, as above. */
    String id(int item) {
        return names.id(item);
    }

    void add(int item, LedgerLine line) {
        if (line.is(EventType.PLANNED)) {
            Long number = line.number("deliveries");
            planned.set(item, number == null ? 0 : number.intValue());
            int state = Report.Encrypted.state(line, encryption(item));
            flags.set(item, flags.get(item) & ~ENCRYPTION | state << ENCRYPTION_SHIFT);
        } else if (line.is(EventType.DELIVERED)) {
            deliveries.merge(item, String.valueOf(line.mailbox()), ending(line), Ending::then);
        } else if (line.is(EventType.CLOSED) && line.text("disposition") != null) {
            Ending before = withoutDelivery(item);
            Ending now = before == null ? ending(line) : before.then(ending(line));
            withoutDelivery.set(item, endings.number(now) + 1);
        }
        note(item, String.valueOf(line.text("name")), String.valueOf(line.item()));
    }

    private static Ending ending(LedgerLine line) {
        Ending ending = line.ending();
        if (ending == null) {
            throw new IllegalStateException(
                    "Line " + line.place().line() + " of " + line.place().file() + " has no disposition");
        }
        return ending;
    }

    /** Holds the names while a report may need them. */
    private void note(int item, String name, String id) {
        if (isSettled(item)) {
            names.drop(item);
        } else {
            names.hold(item, name, id);
        }
    }

    private boolean isSettled(int item) {
        if (!isEnded(item)) {
            return false;
        }
        Ending without = planned.get(item) > 0 ? null : withoutDelivery(item);
        long ended = deliveries.count(item) + (without == null ? 0 : 1);
        boolean failed = without != null && isFailed(without);
        return ended == available(item) && !failed && !deliveries.anyMatch(item, ItemTally::isFailed);
    }

    private static boolean isFailed(Ending ending) {
        return ending.disposition() == Disposition.FAILED;
    }

    /** Adds an event after the end of the reported period. */
    void addLater(int item, LedgerLine line) {
        if (line.is(EventType.PLANNED)) {
            // after a crash, the same plan can be recorded again
            boolean other = planned.get(item) <= 0 || line.number("again") == null;
            set(item, other ? PLANNED_LATER : 0);
        } else if (line.is(EventType.DELIVERED) && !(planned.get(item) > 0 && has(item, PLANNED_LATER))) {
            // a replay makes a new plan only after every delivery of the first plan ended, so later deliveries do not
            // count
            deliveredLater.merge(item, String.valueOf(line.mailbox()), true, Boolean::logicalOr);
        }
        boolean worked = line.is(EventType.PLANNED) || line.is(EventType.DELIVERED) || line.is(EventType.CLOSED);
        set(item, worked ? WORKED_LATER : 0);
    }

    private void set(int item, int flag) {
        flags.set(item, flags.get(item) | flag);
    }

    private boolean has(int item, int flag) {
        return (flags.get(item) & flag) != 0;
    }

    private int encryption(int item) {
        return (flags.get(item) & ENCRYPTION) >> ENCRYPTION_SHIFT;
    }

    /** The encrypted items; null without one. */
    Report.Encrypted encrypted() {
        long[] counts = new long[Report.Encrypted.STATES + 1];
        for (int item = 0; item < size(); item++) {
            counts[encryption(item)]++;
        }
        return Report.Encrypted.of(counts);
    }

    private Ending withoutDelivery(int item) {
        int number = withoutDelivery.get(item);
        return number == 0 ? null : endings.value(number - 1);
    }

    /** Number of deliveries; 1 without a plan. */
    long available(int item) {
        return Math.max(1, planned.get(item));
    }

    /** Whether all deliveries ended. */
    boolean isEnded(int item) {
        return planned.get(item) > 0 ? deliveries.count(item) >= planned.get(item) : withoutDelivery.get(item) != 0;
    }

    /** Whether a plan exists now. */
    boolean isPlannedByNow(int item) {
        return planned.get(item) > 0 || has(item, PLANNED_LATER);
    }

    /** Number of open deliveries according to the current work record. */
    long pending(int item, Optional<OpenWork> work) {
        if (isEnded(item)) {
            return 0;
        }
        if (planned.get(item) <= 0) {
            return has(item, WORKED_LATER) || work.isPresent() ? 1 : 0;
        }
        Set<String> open = new HashSet<>();
        deliveredLater.forEach(item, (mailbox, later) -> open.add(mailbox));
        if (!has(item, PLANNED_LATER)) {
            work.ifPresent(each -> open.addAll(each.mailboxes()));
        }
        deliveries.forEach(item, (mailbox, ending) -> open.remove(mailbox));
        return open.size();
    }

    /** Passes every end that counts to the consumer, with its mailbox, or null for the item. */
    void endings(int item, BiConsumer<String, Ending> consumer) {
        deliveries.forEach(item, consumer);
        if (planned.get(item) <= 0 && withoutDelivery.get(item) != 0) {
            consumer.accept(null, withoutDelivery(item));
        }
    }
}
