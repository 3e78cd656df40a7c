package org.opencompliance.archiver.ledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;

/** A report of many items holds only the names that it can need. */
class ItemTallyTest {

    private static final String NAME = "staged/wechat/2026/11/20/tm-1.eml";

    private final ItemTally items = new ItemTally();
    private final int item = items.stage(NAME, "tm-1");

    @Test
    void holdsTheNameOfAnOpenItem() {
        planned(2);
        delivered("m1", "imported");

        assertThat(items.name(item)).isEqualTo(NAME);
        assertThat(items.id(item)).isEqualTo("tm-1");
    }

    @Test
    void holdsNoNameOnceAllDeliveriesAreThere() {
        planned(2);
        delivered("m1", "imported");
        delivered("m2", "skipped");
        items.stage(NAME, "tm-1");

        assertThat(items.name(item)).isNull();
        assertThat(items.again().name(item)).isNull();
    }

    @Test
    void holdsTheNameOfAFailure() {
        planned(2);
        delivered("m1", "failed");
        delivered("m2", "imported");

        assertThat(items.id(item)).isEqualTo("tm-1");
    }

    @Test
    void holdsTheNameAgainWhenALaterPlanFails() {
        planned(1);
        delivered("m1", "imported");
        planned(2);

        assertThat(items.name(item)).isEqualTo(NAME);

        delivered("m2", "failed");

        assertThat(items.id(item)).isEqualTo("tm-1");
    }

    @Test
    void holdsTheNameOfAnItemThatDoesNotAddUp() {
        planned(1);
        delivered("m1", "imported");
        delivered("m2", "imported");

        assertThat(items.id(item)).isEqualTo("tm-1");
    }

    @Test
    void holdsTheNameOfAnItemThatFailedWithoutADelivery() {
        line(EventType.CLOSED, null, Map.of("disposition", "failed", "reason", "unreadable"));

        assertThat(items.id(item)).isEqualTo("tm-1");

        line(EventType.CLOSED, null, Map.of("disposition", "skipped", "reason", "decided"));

        assertThat(items.id(item)).isNull();
    }

    private void planned(int deliveries) {
        line(EventType.PLANNED, null, Map.of("deliveries", deliveries));
    }

    private void delivered(String mailbox, String disposition) {
        line(EventType.DELIVERED, mailbox, Map.of("disposition", disposition));
    }

    private void line(EventType type, String mailbox, Map<String, Object> details) {
        Map<String, Object> named = new HashMap<>(details);
        named.put("name", NAME);
        LedgerLine.Event event = new LedgerLine.Event(type.label(), "run-1", "tm-1", mailbox, named);
        items.add(item, new LedgerLine(Instant.EPOCH, "w", event, null, null));
    }
}
