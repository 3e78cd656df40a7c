package org.opencompliance.archiver.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentOrdersTest {

    private final AtomicLong nanos = new AtomicLong(7);
    private final RecentOrders recent = new RecentOrders(nanos::get);

    private void add(int orders) {
        for (int i = 0; i < orders; i++) {
            recent.add();
        }
    }

    private void pass(double intervals) {
        nanos.addAndGet((long) (RecentOrders.INTERVAL.toNanos() * intervals));
    }

    @Test
    void ordersCountInTheirIntervalAndInTheNext() {
        assertThat(recent.count()).isZero();
        add(3);
        assertThat(recent.count()).isEqualTo(3);
        pass(1.5);
        assertThat(recent.count()).isEqualTo(3);
        pass(1);
        assertThat(recent.count()).isZero();
    }

    @Test
    void theLargerIntervalCounts() {
        add(3);
        pass(1.2);
        add(5);
        assertThat(recent.count()).isEqualTo(5);
    }

    @Test
    void aLongRestForgetsAll() {
        add(3);
        pass(20.5);
        assertThat(recent.count()).isZero();
    }
}
