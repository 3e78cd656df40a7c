package org.opencompliance.archiver.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.opencompliance.archiver.work.Delivery;

/**
 * The mailboxes that Exchange throttles or throttled lately, as this process knows them. Items for such a mailbox wait in the work
 * queue: they are neither claimed nor read. After the wait they return one after another, as fast as the mailbox takes them, and few
 * at once, so that they do not hold the places of other items.
 *
 * <p>A mailbox is forgotten when all items that wait for it were due. Memory: some numbers for each mailbox. Safe for threads.
 */
public final class ThrottledMailboxes {

    /** A guess until the first delivery after the wait; if it is too short, an item returns to the queue once more. */
    private static final long FIRST_PACE = Duration.ofMillis(20).toNanos();
    /** A few large items must not delay all items behind them. */
    private static final long LONGEST_PACE = Duration.ofSeconds(1).toNanos();
    /** With more items waiting in the queue, a sweep adds none. */
    private static final int PLENTY = 1000;

    private final int places;
    private final LongSupplier nanos;
    private final Map<String, Throttle> known = new HashMap<>();

    /**
     * @param requestsPerMailbox number of concurrent requests to a mailbox; one item more is read meanwhile
     * @param nanos a clock that only goes forward
     */
    public ThrottledMailboxes(int requestsPerMailbox, LongSupplier nanos) {
        this.places = requestsPerMailbox + 1;
        this.nanos = nanos;
    }

    /** Number of mailboxes that wait because Exchange asked to. */
    public synchronized int waiting() {
        long now = nanos.getAsLong();
        return (int) known.values().stream().filter(one -> one.sleeps(now)).count();
    }

    /**
     * Records how long Exchange asked to send nothing to the mailbox.
     *
     * @return the pause until the next attempt at the item
     */
    synchronized Duration throttled(String mailbox, Duration wait) {
        long now = nanos.getAsLong();
        known.values().removeIf(one -> one.isOver(now));
        Throttle one = known.computeIfAbsent(mailbox, unused -> new Throttle(now));
        one.throttled(now, wait);
        return one.turn(now);
    }

    /** Admits the deliveries of an item that its mailboxes take now. {@link #leave} must follow. */
    synchronized Admission admit(List<Delivery> open) {
        long now = nanos.getAsLong();
        List<String> postponed = new ArrayList<>();
        List<String> entered = new ArrayList<>();
        Duration pause = null;
        for (Delivery delivery : open) {
            Throttle one = known(delivery, now);
            if (one != null && one.isOpen(now, places)) {
                one.inside++;
                entered.add(delivery.mailbox());
            } else if (one != null) {
                postponed.add(delivery.mailbox());
                one.slower(now);
                Duration turn = one.turn(now);
                pause = pause == null || turn.compareTo(pause) < 0 ? turn : pause;
            }
        }
        return new Admission(postponed, entered, pause, now);
    }

    /** Frees the places of an item after its attempt. */
    synchronized void leave(Admission admission) {
        long now = nanos.getAsLong();
        for (String mailbox : admission.entered()) {
            known.get(mailbox).left(now, admission.at(), places);
        }
    }

    /**
     * Whether a sweep should leave out an item, because all its mailboxes wait or have plenty of items in the queue.
     *
     * @param refill whether {@link #takeLeftOut} will tell when to sweep again
     */
    public synchronized boolean leavesOut(List<Delivery> open, boolean refill) {
        long now = nanos.getAsLong();
        List<Throttle> all = open.stream()
                .map(delivery -> Optional.ofNullable(known(delivery, now)))
                .flatMap(Optional::stream)
                .filter(one -> one.sleeps(now) || one.ahead(now) > PLENTY)
                .toList();
        boolean leftOut = !open.isEmpty() && all.size() == open.size();
        if (leftOut && refill) {
            all.forEach(one -> one.leftOut = true);
        }
        return leftOut;
    }

    /** Whether a mailbox for which items were left out takes them now; a true answer is given once. */
    public synchronized boolean takeLeftOut() {
        long now = nanos.getAsLong();
        List<Throttle> due = known.values().stream()
                .filter(one -> one.leftOut && !one.sleeps(now) && one.ahead(now) <= PLENTY / 2)
                .toList();
        due.forEach(one -> one.leftOut = false);
        return !due.isEmpty();
    }

    private Throttle known(Delivery delivery, long now) {
        Throttle one = known.get(delivery.mailbox());
        if (one != null && one.isOver(now)) {
            known.remove(delivery.mailbox());
            return null;
        }
        return one;
    }

    /**
     * Which deliveries of an item are made now.
     *
     * @param postponed the mailboxes that wait, or have no place
     * @param entered the mailboxes in which the item has a place
     * @param pause until the next attempt at the postponed deliveries, null when there are none
     * @param at when, in nanoseconds
     */
    record Admission(List<String> postponed, List<String> entered, Duration pause, long at) {

        static final Admission ALL = new Admission(List.of(), List.of(), null, 0);
    }

    /** One mailbox. All times are in nanoseconds. */
    private static final class Throttle {

        private long until;
        private long asked;
        /** When the last item that waits is due. */
        private long last;

        private long lastLeft;
        private long pace = FIRST_PACE;
        private int inside;
        private boolean leftOut;

        Throttle(long now) {
            until = now;
            last = now;
            lastLeft = now;
        }

        void throttled(long now, Duration wait) {
            asked = now;
            until = Math.max(until, now + wait.toNanos());
        }

        boolean sleeps(long now) {
            return now < until;
        }

        boolean isOpen(long now, int places) {
            return !sleeps(now) && inside < places;
        }

        boolean isOver(long now) {
            return inside == 0 && !leftOut && !sleeps(now) && last < now;
        }

        /** The pause until the turn of one more item that waits. */
        Duration turn(long now) {
            last = Math.max(last + pace, sleeps(now) ? until : now + pace);
            return Duration.ofNanos(last - now);
        }

        /** About how many items wait. */
        long ahead(long now) {
            return (last - Math.max(now, until)) / pace;
        }

        /** Behind slow deliveries, items return less and less often. */
        void slower(long now) {
            if (now - Math.max(lastLeft, until) > LONGEST_PACE) {
                pace = Math.min(pace + pace / 16 + 1, LONGEST_PACE);
            }
        }

        /** With all places taken, one is free again after a part of the time that an item needs. */
        void left(long now, long entered, int places) {
            inside--;
            lastLeft = now;
            if (asked < entered) {
                long sample = Math.min((now - entered) / places, LONGEST_PACE);
                pace = Math.max(1, (pace + sample) / 2);
            }
        }
    }
}
