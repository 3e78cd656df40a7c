package org.opencompliance.archiver.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.mapping.MemoryStore;

/**
 * Three processes that freeze, crash, restart and lose the area at random times. Each measures the area's clock with another error
 * at each look, half a second at most, as by dates in seconds. Never do two hold the leadership, and a process that runs
 * waits no longer for it than a lease.
 */
class LeadershipIsHeldByOneTest {

    private static final long STEP_MILLIS = 50;
    private static final int LEASES = 400;
    private static final int MOST_ERROR_MILLIS = 500;
    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
    /** The errors of two looks, and the pause between two looks. */
    private static final long MARGIN_MILLIS = 2 * MOST_ERROR_MILLIS + 200;

    private final MemoryStore area = new MemoryStore();
    private long millis;
    private Random random;
    private Duration lease;
    private int names;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 10, 30})
    void underRandomFailures(int seconds) throws IOException {
        lease = Duration.ofSeconds(seconds);
        random = new Random(seconds);
        List<Member> members = Stream.generate(Member::new).limit(3).toList();
        long freeSince = 0;
        int changes = 0;
        Member last = null;
        for (millis = 0; millis < LEASES * lease.toMillis(); millis += STEP_MILLIS) {
            for (Member member : members) {
                member.step();
            }
            List<Member> holders =
                    members.stream().filter(member -> member.lead.isHeld()).toList();
            assertThat(holders).as("after " + millis + " ms").hasSizeLessThanOrEqualTo(1);
            freeSince = holders.isEmpty() ? freeSince : millis;
            for (Member member : members) {
                assertThat(member.waitsSince(freeSince))
                        .as("at " + millis + " ms")
                        .isLessThanOrEqualTo(lease.toMillis() + MARGIN_MILLIS);
            }
            if (!holders.isEmpty() && holders.get(0) != last) {
                last = holders.get(0);
                changes++;
            }
        }
        assertThat(changes).isGreaterThan(LEASES / 20);
    }

    /** A process of the area. */
    private final class Member {

        private final MemoryStore store = area.by(new MeasuredClock());
        private StoredLeadership lead = start();
        private long nextMillis;
        private long awakeMillis;
        private long runsSinceMillis;

        private StoredLeadership start() {
            names++;
            return new StoredLeadership(store, "wechat", "process-" + names, lease, () -> millis * 1_000_000);
        }

        /** How long it runs and could lead. */
        long waitsSince(long freeSince) {
            return millis < awakeMillis ? 0 : millis - Math.max(freeSince, runsSinceMillis);
        }

        void step() throws IOException {
            if (millis < awakeMillis) {
                return;
            }
            if (random.nextLong(8 * lease.toMillis()) < STEP_MILLIS) {
                misfortune();
            } else if (millis >= nextMillis) {
                keep();
            }
        }

        private void misfortune() {
            awakeMillis = millis + random.nextLong(2 * lease.toMillis());
            runsSinceMillis = awakeMillis;
            int kind = random.nextInt(3);
            if (kind == 0) {
                lead = start();
            }
            store.setDown(kind == 1);
        }

        private void keep() {
            try {
                lead.keep();
            } catch (IOException e) {
                store.setDown(random.nextInt(4) > 0);
                runsSinceMillis = millis;
            }
            nextMillis = millis + lead.pause().toMillis();
        }
    }

    /** The area's clock as a process measures it. */
    private final class MeasuredClock extends Clock {

        @Override
        public Instant instant() {
            return START.plusMillis(millis + random.nextInt(2 * MOST_ERROR_MILLIS + 1) - MOST_ERROR_MILLIS);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
