package org.opencompliance.archiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.work.Delivery;

/** What a replay makes of the deliveries of a closed item after a change of the filter. */
class ReplayedRecordsFollowTheFilterTest {

    private static final Plan PLAN = new Plan(WorkArea.NOW, "none", 10, List.of(), 0);

    private static Delivery to(String mailbox) {
        return Delivery.planned(mailbox, mailbox + "@contoso.example", "EMAIL", List.of(0));
    }

    private static Delivery skipped(String mailbox) {
        return to(mailbox).filtered("not-archived").ended(Disposition.SKIPPED, null, "not-archived");
    }

    private static WorkRecord replayed(Delivery before, Delivery... found) {
        return WorkRecord.unplanned(WorkArea.item("item-1"), null)
                .planned(PLAN, List.of(before))
                .closed(WorkArea.NOW)
                .reopened(PLAN, List.of(found));
    }

    @Test
    void aMailboxThatPassesNowGetsTheItem() {
        assertThat(replayed(skipped("ann"), to("ann")).openDeliveries())
                .extracting(Delivery::mailbox, Delivery::skipReason)
                .containsExactly(tuple("ann", null));
    }

    @Test
    void aMailboxThatIsStillLeftOutStaysSkipped() {
        assertThat(replayed(skipped("ann"), to("ann").filtered("not-archived")).openDeliveries())
                .isEmpty();
    }

    @Test
    void aSkippedMailboxThatNobodyHasNowStaysSkipped() {
        assertThat(replayed(skipped("ann")).openDeliveries()).isEmpty();
    }

    @Test
    void aParkedDeliveryThatIsLeftOutNowStaysParked() {
        Delivery parked = to("ann").ended(Disposition.FAILED, null, "rejected");

        assertThat(replayed(parked, to("ann").filtered("not-archived")).openDeliveries())
                .isEmpty();
        assertThat(replayed(parked, to("ann")).openDeliveries()).hasSize(1);
    }

    @Test
    void anImportedOneStaysAsItIsAndANewMailboxIsSkippedVisibly() {
        Delivery imported = to("ann").ended(Disposition.IMPORTED, "m1", null);

        WorkRecord record =
                replayed(imported, to("ann").filtered("not-archived"), to("ben").filtered("not-archived"));

        assertThat(record.delivery("ann")).isEqualTo(imported);
        assertThat(record.openDeliveries())
                .extracting(Delivery::mailbox, Delivery::skipReason)
                .containsExactly(tuple("ben", "not-archived"));
    }

    @Test
    void theCopyInTheFallbackMailboxStaysAndTheRightMailboxIsAdded() {
        Delivery fallback = Delivery.planned("all", "all@contoso.example", "FALLBACK", List.of(0))
                .ended(Disposition.IMPORTED, "m1", null);

        WorkRecord record = replayed(fallback, to("ann"));

        assertThat(record.delivery("all")).isEqualTo(fallback);
        assertThat(record.openDeliveries()).extracting(Delivery::mailbox).containsExactly("ann");
    }
}
