package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;

/** Records the result of each delivery of an item, in the ledger before the work record. */
public final class DeliveryResults {

    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final ObjectStore store;
    private final WorkSettings settings;

    public DeliveryResults(Ledger ledger, DeadLetters deadLetters, ObjectStore store, WorkSettings settings) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.store = store;
        this.settings = settings;
    }

    /** Ends a delivery as skipped, because its participants have deliveries to mailboxes now. */
    public void decided(ImportAttempt assignment, String participant) {
        LedgerEvent event = events(assignment).ended(participant, Disposition.SKIPPED, LedgerEvent.DECIDED);
        end(assignment, participant, open -> open.ended(Disposition.SKIPPED, null, LedgerEvent.DECIDED), event);
    }

    /**
     * Records a message in the mailbox. A message that was created after an unknown outcome is only noted: the earlier
     * message may still appear, and is looked for once more for the same time. Ledger and report name duplicates.
     *
     * @param found the ids of the messages that a look found, null or empty when this attempt created the message
     */
    public void delivered(ImportAttempt assignment, String mailbox, String message, List<String> found)
            throws IOException {
        Delivery delivery = assignment.record().delivery(mailbox);
        Instant now = store.now();
        Set<String> copies = new TreeSet<>(found == null ? List.of() : found);
        if (copies.isEmpty() && delivery.uncertain() && !settings.lookPatience().isZero()) {
            assignment.change(record -> record.with(delivery.made(message, now)));
            assignment.againAfter(settings.lookAgainAfter(now, now));
            return;
        }
        if (delivery.made()) {
            copies.add(delivery.message());
        }
        if (copies.size() > 1) {
            assignment.evidence(ledger.append(events(assignment).doubleFound(mailbox, copies)));
        } else if (delivery.made() && now.isBefore(delivery.doubtedAt().plus(settings.lookPatience()))) {
            assignment.againAfter(settings.lookAgainAfter(delivery.doubtedAt(), now));
            return;
        }
        delivered(assignment, mailbox, message);
    }

    /** Puts off a delivery after a look did not find the message of an unknown outcome. This is not a failure. */
    public void awaited(ImportAttempt assignment, String mailbox) throws IOException {
        Delivery delivery = assignment.record().delivery(mailbox);
        Instant now = store.now();
        boolean over = delivery.doubtedAt() != null
                && !now.isBefore(delivery.doubtedAt().plus(settings.lookPatience()));
        if (delivery.made() && over) {
            delivered(assignment, mailbox, delivery.message());
        } else {
            assignment.againAfter(settings.lookAgainAfter(delivery.doubtedAt(), now));
        }
    }

    /** Ends a delivery after its message was found or created in the mailbox. */
    public void delivered(ImportAttempt assignment, String mailbox, String message) {
        int leftOut = assignment.record().plan().leftOut().size();
        Disposition disposition = leftOut == 0 ? Disposition.IMPORTED : Disposition.PARTIALLY_IMPORTED;
        end(
                assignment,
                mailbox,
                delivery -> delivery.ended(disposition, message, null),
                events(assignment).imported(mailbox, message, leftOut));
    }

    /** Parks a delivery; the dead letter is written before the ledger event. */
    public void park(ImportAttempt assignment, String mailbox, Reason reason, String detail) throws IOException {
        Delivery delivery = assignment.record().delivery(mailbox);
        assignment.evidence(deadLetters.parkDelivery(assignment.item(), delivery, reason, detail));
        LedgerEvent event = events(assignment).ended(mailbox, Disposition.FAILED, reason.label());
        end(assignment, mailbox, open -> open.ended(Disposition.FAILED, null, reason.label()), event);
    }

    /**
     * Puts off a delivery to a throttled mailbox. This is not a failure.
     *
     * @param uncertain whether the message may be in the mailbox nevertheless
     */
    public void throttled(ImportAttempt assignment, String mailbox, Duration pause, boolean uncertain)
            throws IOException {
        if (uncertain) {
            doubt(assignment, mailbox);
        }
        assignment.againAfter(pause);
    }

    /**
     * Puts off a delivery to a mailbox that refuses, until the patience ends.
     *
     * @param uncertain whether the message may be in the mailbox nevertheless
     * @return the reason to park the delivery, or null to retry later
     */
    public Reason refused(ImportAttempt assignment, String mailbox, Reason whenOver, boolean uncertain)
            throws IOException {
        Instant now = store.now();
        Delivery before = assignment.record().delivery(mailbox);
        Delivery delivery = uncertain ? before.doubted(now) : before;
        Instant since = delivery.troubleSince() == null ? now : delivery.troubleSince();
        assignment.change(record -> record.with(delivery.troubled(since)));
        if (Duration.between(since, now).compareTo(settings.mailboxPatience()) >= 0) {
            return whenOver;
        }
        assignment.againAfter(settings.delayAfter(settings.maxTries()));
        return null;
    }

    /**
     * Counts a failed attempt.
     *
     * @param uncertain whether the message may be in the mailbox nevertheless
     * @return the reason to park the delivery, or null to retry later
     */
    public Reason failed(ImportAttempt assignment, String mailbox, boolean uncertain) throws IOException {
        if (uncertain) {
            doubt(assignment, mailbox);
        }
        WorkRecord record =
                assignment.change(before -> before.with(before.delivery(mailbox).tried()));
        int tries = record.delivery(mailbox).tries();
        assignment.againAfter(settings.delayAfter(tries));
        return tries >= settings.maxTries() ? Reason.RETRIES_EXHAUSTED : null;
    }

    private void doubt(ImportAttempt assignment, String mailbox) throws IOException {
        Instant now = store.now();
        assignment.change(record -> record.with(record.delivery(mailbox).doubted(now)));
    }

    private void end(ImportAttempt assignment, String mailbox, UnaryOperator<Delivery> ending, LedgerEvent event) {
        assignment.change(record -> record.with(ending.apply(record.delivery(mailbox))));
        assignment.evidence(ledger.append(event));
    }

    private static ItemEvents events(ImportAttempt assignment) {
        return assignment.item().events();
    }
}
