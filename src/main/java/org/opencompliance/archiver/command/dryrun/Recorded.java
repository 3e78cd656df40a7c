package org.opencompliance.archiver.command.dryrun;

import java.util.List;
import org.opencompliance.archiver.command.dryrun.Row.Target;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/** The rows of an item that the archiver has planned before; a collection does not import it again. */
final class Recorded {

    private Recorded() {}

    static List<Row> rows(StagedItem item, WorkRecord record) {
        if (record.deliveries().isEmpty()) {
            Outcome outcome = record.closed() ? ended(record.disposition()) : Outcome.PENDING;
            return List.of(row(item, outcome, record.reason(), Target.NONE));
        }
        return record.deliveries().stream()
                .map(delivery -> row(item, ended(delivery.disposition()), delivery.reason(), target(delivery)))
                .toList();
    }

    private static Outcome ended(Disposition disposition) {
        if (disposition == null) {
            return Outcome.PENDING;
        }
        return switch (disposition) {
            case IMPORTED, PARTIALLY_IMPORTED -> Outcome.IMPORTED;
            case SKIPPED -> Outcome.SKIPPED;
            case FAILED -> Outcome.PARKED;
        };
    }

    private static Target target(Delivery delivery) {
        return new Target(
                delivery.mailbox(), delivery.address(), delivery.rule(), null, delivery.participants(), List.of());
    }

    private static Row row(StagedItem item, Outcome outcome, String reason, Target target) {
        return new Row(item.id(), item.archivedAt(), true, outcome, reason, target, null);
    }
}
