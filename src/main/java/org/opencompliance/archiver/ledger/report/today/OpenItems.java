package org.opencompliance.archiver.ledger.report.today;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.opencompliance.archiver.ledger.report.WorkStates;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;

/**
 * The items of a day that have not ended, with their work records as read for the current count. With more items than are held, the
 * others count by the ledger alone, so that a count does not take longer with each of them. Not thread-safe.
 */
final class OpenItems {

    /** Number of items that are held, and of records that a count reads: some seconds of requests to a remote area. */
    static final int MOST = 1_000;

    private final ItemStates items;
    private final int most;
    private final Map<Integer, Open> held = new HashMap<>();
    private Predicate<String> ended = name -> false;

    /** @param most number of items that are held */
    OpenItems(ItemStates items, int most) {
        this.items = items;
        this.most = most;
    }

    /** An item with its record. */
    static final class Open {

        private final String name;
        /** Null until it is read. */
        private Optional<OpenWork> work;

        private Open(String name) {
            this.name = name;
        }

        void read(WorkStates works) throws IOException {
            work = works.open(name);
        }
    }

    /** Does not hold the items that an earlier count has seen end, up to the next {@link #begin}: the lines so far pass again. */
    void without(Predicate<String> endedLater) {
        ended = endedLater;
    }

    /** Notes whether an item is open, after a line about it. */
    void note(int item, String name) {
        if (!items.isOfDay(item) || items.isEnded(item)) {
            held.remove(item);
        } else if (held.size() < most && !ended.test(name)) {
            held.computeIfAbsent(item, number -> new Open(name));
        }
    }

    /** Begins a count, for which each record is read again. */
    void begin() {
        ended = name -> false;
        held.values().forEach(open -> open.work = null);
    }

    /** The items with a work record to read. */
    List<Open> unread() {
        List<Open> unread = new ArrayList<>();
        held.forEach((item, open) -> {
            if (!isRead(item, open)) {
                unread.add(open);
            }
        });
        return unread;
    }

    private boolean isRead(int item, Open open) {
        return open.work != null && !(open.work.isPresent() && !open.work.get().planned() && items.isPlanned(item));
    }

    /** Whether the ledger alone counts some of them. */
    boolean isEstimate() {
        return items.open() > held.size();
    }

    /** Whether a count from the beginning would hold all, with room for more. */
    boolean couldHoldAll() {
        return isEstimate() && items.open() <= most / 2;
    }

    /** The open deliveries. */
    record Pending(long deliveries, boolean accounted) {}

    /** Counts the open deliveries, and whether those of each item add up. */
    Pending pending() {
        long pending = items.outstanding();
        boolean accounted = true;
        for (Map.Entry<Integer, Open> each : held.entrySet()) {
            int item = each.getKey();
            long outstanding = items.available(item) - items.countEnded(item);
            long ofItem = pending(item, each.getValue().work);
            pending += ofItem - outstanding;
            accounted &= ofItem == outstanding;
        }
        return new Pending(pending, accounted);
    }

    private long pending(int item, Optional<OpenWork> work) {
        if (work == null || work.isEmpty()) {
            return 0;
        }
        if (!items.isPlanned(item)) {
            return 1;
        }
        return work.get().mailboxes().stream()
                .filter(mailbox -> !items.isDelivered(item, mailbox))
                .count();
    }
}
