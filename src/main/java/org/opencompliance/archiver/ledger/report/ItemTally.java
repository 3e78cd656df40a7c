package org.opencompliance.archiver.ledger.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.opencompliance.archiver.ledger.Ending;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;

/**
 * The ledger's records about one staged item, before and after the end of the reported period. An item that ended
 * after the period was pending at its end. The pending count comes from records of the ledger or of the work, never
 * from missing records.
 */
final class ItemTally {

    private static final int UNPLANNED = -1;

    private final String item;
    private final Map<String, Ending> deliveries = new HashMap<>(4);
    private final Set<String> deliveredLater = new HashSet<>(0);
    private int planned = UNPLANNED;
    private Ending withoutDelivery;
    private boolean workedOnLater;
    private boolean plannedLater;

    ItemTally(String item) {
        this.item = item;
    }

    String item() {
        return item;
    }

    void add(LedgerLine line) {
        if (line.is(EventType.PLANNED)) {
            Long number = line.number("deliveries");
            planned = number == null ? 0 : number.intValue();
        } else if (line.is(EventType.DELIVERED)) {
            deliveries.merge(String.valueOf(line.mailbox()), ending(line), Ending::then);
        } else if (line.is(EventType.CLOSED) && line.text("disposition") != null) {
            Ending ending = ending(line);
            withoutDelivery = withoutDelivery == null ? ending : withoutDelivery.then(ending);
        }
    }

    private static Ending ending(LedgerLine line) {
        Ending ending = line.ending();
        if (ending == null) {
            throw new IllegalStateException(
                    "Line " + line.place().line() + " of " + line.place().file() + " has no disposition");
        }
        return ending;
    }

    /** Adds an event after the end of the reported period. */
    void addLater(LedgerLine line) {
        if (line.is(EventType.PLANNED)) {
            // after a crash, the same plan can be recorded again
            plannedLater |= planned <= 0 || line.number("again") == null;
        } else if (line.is(EventType.DELIVERED) && !(planned > 0 && plannedLater)) {
            // a replay makes a new plan only after every delivery of the first plan ended, so later deliveries do not
            // count
            deliveredLater.add(String.valueOf(line.mailbox()));
        }
        workedOnLater |= line.is(EventType.PLANNED) || line.is(EventType.DELIVERED) || line.is(EventType.CLOSED);
    }

    /** Number of deliveries; 1 without a plan. */
    long available() {
        return planned > 0 ? planned : 1;
    }

    /** Whether all deliveries ended. */
    boolean ended() {
        return planned > 0 ? deliveries.size() >= planned : withoutDelivery != null;
    }

    /** Whether a plan exists now. */
    boolean plannedByNow() {
        return planned > 0 || plannedLater;
    }

    /** Number of open deliveries according to the current work record. */
    long pending(Optional<OpenWork> work) {
        if (ended()) {
            return 0;
        }
        if (planned <= 0) {
            return workedOnLater || work.isPresent() ? 1 : 0;
        }
        Set<String> open = new HashSet<>(deliveredLater);
        if (!plannedLater) {
            work.ifPresent(each -> open.addAll(each.mailboxes()));
        }
        open.removeAll(deliveries.keySet());
        return open.size();
    }

    /** Passes every end that counts to the consumer, with its mailbox, or null for the item. */
    void endings(BiConsumer<String, Ending> consumer) {
        deliveries.forEach(consumer);
        if (planned <= 0 && withoutDelivery != null) {
            consumer.accept(null, withoutDelivery);
        }
    }
}
