package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.delivery.ThrottledMailboxes.Admission;

class ThrottledMailboxesTest {

    private static final Duration WAIT = Duration.ofMinutes(10);

    private long now;
    private final ThrottledMailboxes throttled = new ThrottledMailboxes(1, () -> now);

    private Admission admit(String... mailboxes) {
        return throttled.admit(WorkArea.deliveries(mailboxes));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aMailboxThatIsNotThrottledTakesAnyNumberOfItems() {
        for (int i = 0; i < 100; i++) {
            assertThat(admit("ann", "ben")).isEqualTo(new Admission(List.of(), List.of(), null, now));
        }
        assertThat(throttled.waiting()).isZero();
    }

    @Test
    void aThrottledMailboxWaitsAndTheOthersOfTheItemDoNot() {
        assertThat(throttled.throttled("ann", WAIT)).isEqualTo(WAIT);

        Admission admission = admit("ann", "ben");

        assertThat(admission.postponed()).containsExactly("ann");
        assertThat(admission.pause()).isBetween(WAIT, WAIT.plusSeconds(1));
        assertThat(throttled.waiting()).isEqualTo(1);
    }

    @Test
    void anItemReturnsForTheFirstOfItsMailboxes() {
        throttled.throttled("ann", WAIT);
        throttled.throttled("ben", Duration.ofMinutes(1));

        assertThat(admit("ann", "ben").pause()).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void aLaterShorterWaitDoesNotShortenTheFirst() {
        throttled.throttled("ann", WAIT);
        throttled.throttled("ann", Duration.ofSeconds(1));

        assertThat(admit("ann").pause()).isGreaterThanOrEqualTo(WAIT);
    }

    @Test
    void itemsReturnOneAfterAnother() {
        throttled.throttled("ann", WAIT);
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            pauses.add(admit("ann").pause());
        }

        assertThat(pauses).isSorted().doesNotHaveDuplicates().allMatch(pause -> pause.compareTo(WAIT) >= 0);
    }

    @Test
    void afterTheWaitFewItemsAreInsideAtOnce() {
        throttled.throttled("ann", WAIT);
        admit("ann");
        pass(WAIT);

        Admission first = admit("ann");
        admit("ann");
        Admission third = admit("ann");

        assertThat(first.postponed()).isEmpty();
        assertThat(third.postponed()).containsExactly("ann");
        throttled.leave(first);
        assertThat(admit("ann").postponed()).isEmpty();
    }

    @Test
    void aMailboxIsForgottenAfterAllItsItemsWereDue() {
        throttled.throttled("ann", WAIT);
        pass(WAIT.plusSeconds(1));

        for (int i = 0; i < 10; i++) {
            assertThat(admit("ann").entered()).isEmpty();
        }
    }

    @Test
    void itemsBehindSlowDeliveriesReturnLessAndLessOften() {
        throttled.throttled("ann", WAIT);
        pass(WAIT);
        admit("ann");
        admit("ann");
        int looks = 0;
        for (long end = now + Duration.ofMinutes(10).toNanos(); now < end; looks++) {
            pass(admit("ann").pause());
        }

        assertThat(looks).isLessThan(1000);
    }

    /** A backlog of 1,000 items and a mailbox that takes four items a second. */
    @Test
    void aBacklogReturnsAsFastAsTheMailboxTakesIt() {
        Duration each = Duration.ofMillis(250);
        PriorityQueue<Long> due = new PriorityQueue<>();
        throttled.throttled("ann", WAIT);
        for (int i = 0; i < 1000; i++) {
            due.add(now + admit("ann").pause().toNanos());
        }
        long begin = now + WAIT.toNanos();
        PriorityQueue<Leaving> inside = new PriorityQueue<>();
        long free = begin;
        int looks = 0;
        int done = 0;
        while (done < 1000) {
            if (!inside.isEmpty() && (due.isEmpty() || inside.peek().at <= due.peek())) {
                Leaving next = inside.poll();
                now = next.at;
                throttled.leave(next.admission);
                done++;
            } else {
                now = Math.max(now, due.poll());
                looks++;
                Admission admission = admit("ann");
                if (admission.postponed().isEmpty()) {
                    free = Math.max(free, now) + each.toNanos();
                    inside.add(new Leaving(free, admission));
                } else {
                    due.add(now + admission.pause().toNanos());
                }
            }
        }

        assertThat(Duration.ofNanos(now - begin)).isLessThan(each.multipliedBy(1100));
        assertThat(looks).isLessThan(4000);
    }

    private record Leaving(long at, Admission admission) implements Comparable<Leaving> {

        @Override
        public int compareTo(Leaving other) {
            return Long.compare(at, other.at);
        }
    }

    @Test
    void aSweepLeavesOutItemsThatWouldOnlyWait() {
        throttled.throttled("ann", WAIT);

        assertThat(throttled.leavesOut(WorkArea.deliveries("ann"), true)).isTrue();
        assertThat(throttled.leavesOut(WorkArea.deliveries("ann", "ben"), true)).isFalse();
        assertThat(throttled.leavesOut(List.of(), true)).isFalse();
        assertThat(throttled.takeLeftOut()).isFalse();
        pass(WAIT);
        assertThat(throttled.leavesOut(WorkArea.deliveries("ann"), true)).isFalse();
        assertThat(throttled.takeLeftOut()).isTrue();
        assertThat(throttled.takeLeftOut()).isFalse();
    }

    @Test
    void aSweepAddsNoItemsToALongBacklog() {
        throttled.throttled("ann", WAIT);
        for (int i = 0; i < 1500; i++) {
            admit("ann");
        }
        pass(WAIT);

        assertThat(throttled.leavesOut(WorkArea.deliveries("ann"), true)).isTrue();
        assertThat(throttled.takeLeftOut()).isFalse();
        pass(Duration.ofSeconds(25));
        assertThat(throttled.takeLeftOut()).isTrue();
    }
}
