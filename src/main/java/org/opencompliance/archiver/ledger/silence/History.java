package org.opencompliance.archiver.ledger.silence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.silence.DayActivity.Archived;
import org.opencompliance.archiver.ledger.silence.DayActivity.Span;

/**
 * What the ledger knew about each archived-at day at the end of one of its days. Add the days of the ledger in order. Memory:
 * one bit for each mailbox and day.
 */
final class History {

    private final LocalDate origin;
    private final NavigableMap<Instant, Instant> listed = new TreeMap<>();
    private final Map<LocalDate, LocalDate> listedOn = new HashMap<>();
    private final Map<LocalDate, Archived> archived = new HashMap<>();
    private final NavigableMap<LocalDate, Long> parked = new TreeMap<>();
    private final Map<String, BitSet> mailboxes = new HashMap<>();

    /** @param origin the first archived-at day that counts */
    History(LocalDate origin) {
        this.origin = origin;
    }

    LocalDate origin() {
        return origin;
    }

    void add(DayActivity activity) {
        activity.listed().forEach(this::list);
        for (LocalDate day = origin; !day.isAfter(activity.day()); day = day.plusDays(1)) {
            if (listed(day)) {
                listedOn.putIfAbsent(day, activity.day());
            }
        }
        activity.archived().forEach(each -> archived.merge(each.day(), each, History::sum));
        if (activity.parked() > 0) {
            parked.merge(activity.day(), activity.parked(), Long::sum);
        }
        int day = index(activity.day());
        activity.mailboxes().forEach((id, back) -> mark(id, day, back));
    }

    private static Archived sum(Archived one, Archived other) {
        return new Archived(
                one.day(),
                one.items() + other.items(),
                one.systemEvents() + other.systemEvents(),
                one.closed() + other.closed());
    }

    private void mark(String mailbox, int day, int[] back) {
        BitSet active = mailboxes.computeIfAbsent(mailbox, id -> new BitSet());
        for (int days : back) {
            if (days <= day) {
                active.set(day - days);
            }
        }
    }

    private void list(Span span) {
        Instant from = span.from();
        Instant to = span.to();
        Map.Entry<Instant, Instant> before = listed.floorEntry(from);
        if (before != null && !before.getValue().isBefore(from)) {
            from = before.getKey();
            to = before.getValue().isAfter(to) ? before.getValue() : to;
        }
        Map.Entry<Instant, Instant> next = listed.ceilingEntry(from);
        while (next != null && !next.getKey().isAfter(to)) {
            to = next.getValue().isAfter(to) ? next.getValue() : to;
            listed.remove(next.getKey());
            next = listed.ceilingEntry(from);
        }
        listed.put(from, to);
    }

    /** Whether the whole archived-at day was listed completely. */
    boolean listed(LocalDate day) {
        Map.Entry<Instant, Instant> span = listed.floorEntry(start(day));
        return span != null && !span.getValue().isBefore(start(day.plusDays(1)));
    }

    /** The day of the ledger on which the list of an archived-at day became complete; null when it is not. */
    LocalDate listedOn(LocalDate day) {
        return listedOn.get(day);
    }

    /**
     * Whether a mailbox without an item of that day had none: the day was listed, and at least half of its items are closed.
     * Imports that wait make no mailbox silent.
     */
    boolean settled(LocalDate day) {
        return listed(day) && 2 * of(day).closed() >= of(day).items() + of(day).systemEvents();
    }

    private Archived of(LocalDate day) {
        return archived.getOrDefault(day, new Archived(day, 0, 0, 0));
    }

    /** Number of staged items of an archived-at day, without system events. */
    long items(LocalDate day) {
        return of(day).items();
    }

    /** Whether the source listed nothing of a day, not even a system event or an item that could not be staged. */
    boolean empty(LocalDate day) {
        return of(day).items() == 0
                && of(day).systemEvents() == 0
                && parked.tailMap(day, true).isEmpty();
    }

    /** The archived-at days of each mailbox, as numbers from the origin. */
    Map<String, BitSet> mailboxes() {
        return mailboxes;
    }

    /** The number of a day from the origin. */
    int index(LocalDate day) {
        return (int) (day.toEpochDay() - origin.toEpochDay());
    }

    LocalDate day(int index) {
        return origin.plusDays(index);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
