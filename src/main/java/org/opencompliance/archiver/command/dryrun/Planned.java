package org.opencompliance.archiver.command.dryrun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.command.dryrun.Row.Target;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/**
 * The plan of an item.
 *
 * @param record the ended work record, null when the item could not be planned
 * @param failure why it could not be planned, else null
 * @param unmapped the positions of the participants without a mailbox
 * @param people the participants of the item, if they were asked for
 */
record Planned(StagedItem item, WorkRecord record, String failure, List<Integer> unmapped, List<Participant> people) {

    boolean isDecided() {
        return failure == null;
    }

    /** The rows of the item and its deliveries. */
    List<Row> rows(boolean staged) {
        if (!isDecided()) {
            return List.of(row(staged, Outcome.UNDECIDED, null, Target.NONE, failure));
        }
        List<Row> rows = new ArrayList<>();
        if (record.deliveries().isEmpty()) {
            Outcome outcome = record.disposition() == Disposition.SKIPPED ? Outcome.SKIP : Outcome.PARK;
            rows.add(row(staged, outcome, record.reason(), Target.NONE, null));
        }
        record.deliveries()
                .forEach(delivery ->
                        rows.add(row(staged, outcome(delivery), delivery.reason(), target(delivery), leftOut())));
        if (!unmapped.isEmpty()) {
            Target without = new Target(null, null, null, null, unmapped, names(unmapped));
            rows.add(row(staged, Outcome.NO_MAILBOX, null, without, null));
        }
        return rows;
    }

    /** The rows of the participants whose mailboxes another plan of the same item has otherwise. */
    List<Row> changesFrom(Planned before, boolean staged) {
        Map<Integer, Delivery> then = before.byParticipant();
        Map<Integer, Delivery> now = byParticipant();
        Map<Target, List<Integer>> changed = new LinkedHashMap<>();
        TreeMap<Integer, Delivery> all = new TreeMap<>(then);
        all.putAll(now);
        for (Integer position : all.keySet()) {
            Delivery old = then.get(position);
            Delivery next = now.get(position);
            if (!mailbox(old).equals(mailbox(next))) {
                changed.computeIfAbsent(change(old, next), unused -> new ArrayList<>())
                        .add(position);
            }
        }
        return changed.entrySet().stream()
                .map(entry -> change(staged, entry.getKey(), entry.getValue()))
                .toList();
    }

    private Row change(boolean staged, Target change, List<Integer> positions) {
        Outcome outcome = change.before() == null
                ? Outcome.MAPPED_NEWLY
                : change.mailbox() == null ? Outcome.MAPPED_NO_LONGER : Outcome.MAPPED_DIFFERENTLY;
        Target whole = new Target(
                change.mailbox(), change.address(), change.rule(), change.before(), positions, names(positions));
        return row(staged, outcome, null, whole, null);
    }

    private static Target change(Delivery old, Delivery next) {
        String before = old == null ? null : old.address() == null ? old.mailbox() : old.address();
        return next == null
                ? new Target(null, null, null, before, List.of(), List.of())
                : new Target(next.mailbox(), next.address(), next.rule(), before, List.of(), List.of());
    }

    private static String mailbox(Delivery delivery) {
        return delivery == null ? "" : delivery.mailbox();
    }

    private Map<Integer, Delivery> byParticipant() {
        Map<Integer, Delivery> found = new TreeMap<>();
        record.deliveries()
                .forEach(delivery -> delivery.participants().forEach(position -> found.put(position, delivery)));
        return found;
    }

    private static Outcome outcome(Delivery delivery) {
        return switch (delivery.disposition()) {
            case IMPORTED -> Outcome.IMPORT;
            case PARTIALLY_IMPORTED -> Outcome.IMPORT_PARTLY;
            case SKIPPED -> Outcome.SKIP;
            case FAILED -> Outcome.PARK;
        };
    }

    private Target target(Delivery delivery) {
        return new Target(
                delivery.mailbox(),
                delivery.address(),
                delivery.rule(),
                null,
                delivery.participants(),
                names(delivery.participants()));
    }

    private String leftOut() {
        int number = record.plan().leftOut().size();
        return number == 0 ? null : number == 1 ? "1 attachment left out" : number + " attachments left out";
    }

    private List<String> names(List<Integer> positions) {
        return positions.stream()
                .filter(position -> position >= 0 && position < people.size())
                .map(position -> text(people.get(position)))
                .toList();
    }

    private static String text(Participant person) {
        List<String> parts = new ArrayList<>();
        for (String part : new String[] {person.mobile(), person.login(), person.name(), person.address()}) {
            if (part != null) {
                parts.add(part);
            }
        }
        return String.join(" ", parts);
    }

    private Row row(boolean staged, Outcome outcome, String reason, Target target, String detail) {
        return new Row(item.id(), item.archivedAt(), staged, outcome, reason, target, detail);
    }
}
