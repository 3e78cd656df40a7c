package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.ItemEvents;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the result of each delivery of an item, in the ledger before the work record. */
public final class DeliveryResults {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryResults.class);

    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final ObjectStore store;
    private final WorkSettings settings;
    private final Claims claims;
    /** The mailboxes whose refusal is in the log. */
    private final Set<String> refusing = ConcurrentHashMap.newKeySet();

    public DeliveryResults(
            Ledger ledger, DeadLetters deadLetters, ObjectStore store, WorkSettings settings, Claims claims) {
        this.claims = claims;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.store = store;
        this.settings = settings;
    }

    /**
     * Ends a delivery as skipped: the filter leaves its mailbox out, or its participants have deliveries to mailboxes now.
     *
     * @param mailbox or the participant in place of a mailbox
     */
    public void skipped(ImportAttempt attempt, String mailbox) {
        String reason = attempt.record().delivery(mailbox).skipReason();
        LedgerEvent event = events(attempt).ended(mailbox, Disposition.SKIPPED, reason);
        end(attempt, mailbox, open -> open.ended(Disposition.SKIPPED, null, reason), event);
    }

    /**
     * Records a message in the mailbox. A message that was created after an unknown outcome is only noted: the earlier
     * message may still appear, and is looked for once more for the same time. Ledger and report name duplicates.
     *
     * @param found the ids of the messages that a look found, null or empty when this attempt created the message
     */
    public void delivered(ImportAttempt attempt, String mailbox, String message, List<String> found)
            throws IOException {
        Delivery delivery = attempt.record().delivery(mailbox);
        Instant now = store.now();
        Set<String> copies = new TreeSet<>(found == null ? List.of() : found);
        if (copies.isEmpty() && delivery.uncertain() && !settings.lookPatience().isZero()) {
            attempt.change(record -> record.with(delivery.made(message, now)));
            attempt.againAfter(settings.lookAgainAfter(now, now));
            return;
        }
        if (delivery.made()) {
            copies.add(delivery.message());
        }
        if (copies.size() > 1) {
            attempt.evidence(ledger.append(events(attempt).doubleFound(mailbox, copies)));
        } else if (delivery.made() && now.isBefore(delivery.doubtedAt().plus(settings.lookPatience()))) {
            attempt.againAfter(settings.lookAgainAfter(delivery.doubtedAt(), now));
            return;
        }
        delivered(attempt, mailbox, message);
    }

    /** Puts off a delivery after a look did not find the message of an unknown outcome. This is not a failure. */
    public void awaited(ImportAttempt attempt, String mailbox) throws IOException {
        Delivery delivery = attempt.record().delivery(mailbox);
        Instant now = store.now();
        boolean over = delivery.doubtedAt() != null
                && !now.isBefore(delivery.doubtedAt().plus(settings.lookPatience()));
        if (delivery.made() && over) {
            delivered(attempt, mailbox, delivery.message());
        } else {
            attempt.againAfter(settings.lookAgainAfter(delivery.doubtedAt(), now));
        }
    }

    /** Ends a delivery after its message was found or created in the mailbox. */
    public void delivered(ImportAttempt attempt, String mailbox, String message) {
        int leftOut = attempt.record().plan().leftOut().size();
        Disposition disposition = leftOut == 0 ? Disposition.IMPORTED : Disposition.PARTIALLY_IMPORTED;
        Delivery planned = attempt.record().delivery(mailbox);
        String encryption = attempt.record().plan().encryption();
        LedgerEvent event = planned.isFallback()
                ? events(attempt).importedToFallback(mailbox, message, leftOut, encryption, planned.participants())
                : events(attempt).imported(mailbox, message, leftOut, encryption);
        end(attempt, mailbox, delivery -> delivery.ended(disposition, message, null), event);
    }

    /** Parks a delivery; the dead letter is written before the ledger event. */
    public void park(ImportAttempt attempt, String mailbox, Reason reason, String detail) throws IOException {
        Delivery delivery = attempt.record().delivery(mailbox);
        attempt.evidence(deadLetters.parkDelivery(attempt.item(), delivery, reason, detail));
        LedgerEvent event = events(attempt).ended(mailbox, Disposition.FAILED, reason.label());
        end(attempt, mailbox, open -> open.ended(Disposition.FAILED, null, reason.label()), event);
    }

    /**
     * Puts off a delivery to a throttled mailbox, and with it the other items for this mailbox. This is not a failure.
     *
     * @param wait how long the mailbox takes nothing
     * @param uncertain whether the message may be in the mailbox nevertheless
     */
    public void throttled(ImportAttempt attempt, String mailbox, Duration wait, boolean uncertain) throws IOException {
        putOff(attempt, mailbox, claims.throttled(mailbox, wait), uncertain);
    }

    /**
     * Puts off a delivery. This is not a failure.
     *
     * @param uncertain whether the message may be in the mailbox nevertheless
     */
    public void putOff(ImportAttempt attempt, String mailbox, Duration pause, boolean uncertain) throws IOException {
        if (uncertain) {
            doubt(attempt, mailbox);
        }
        attempt.againAfter(pause);
    }

    /**
     * Puts off a delivery to a mailbox that refuses, until the patience ends.
     *
     * @param uncertain whether the message may be in the mailbox nevertheless
     * @return the reason to park the delivery, or null to retry later
     */
    public Reason refused(ImportAttempt attempt, String mailbox, Reason whenOver, boolean uncertain)
            throws IOException {
        Instant now = store.now();
        Delivery before = attempt.record().delivery(mailbox);
        Delivery delivery = uncertain ? before.doubted(now) : before;
        Instant since = delivery.troubleSince() == null ? now : delivery.troubleSince();
        attempt.change(record -> record.with(delivery.troubled(since)));
        if (Duration.between(since, now).compareTo(settings.mailboxPatience()) >= 0) {
            return whenOver;
        }
        Instant until = since.plus(settings.mailboxPatience());
        tellOnce(attempt, mailbox, until);
        attempt.againAfter(settings.delayWithin(Duration.between(now, until)));
        return null;
    }

    private void tellOnce(ImportAttempt attempt, String mailbox, Instant until) {
        if (refusing.add(mailbox)) {
            LOG.warn(
                    "The mailbox {} refuses, first the item {}; its deliveries wait until {} and are then parked: see archiver"
                            + " dead-letters waiting",
                    mailbox,
                    TerminalText.shown(attempt.item().id()),
                    until);
        }
    }

    /**
     * Records why an attempt is repeated.
     *
     * @param mailbox null before the plan
     * @param failure the request and the answer, without any content of the item
     */
    public void attemptFailed(ImportAttempt attempt, String mailbox, String failure) {
        attempt.evidence(ledger.append(events(attempt).attemptFailed(mailbox, failure)));
    }

    /** Whether the mailbox of a delivery refuses, and the first refusal is on record. */
    public boolean refuses(ImportAttempt attempt, String mailbox) {
        return attempt.record().delivery(mailbox).troubleSince() != null;
    }

    /**
     * Counts a failed attempt.
     *
     * @param uncertain whether the message may be in the mailbox nevertheless
     * @return the reason to park the delivery, or null to retry later
     */
    public Reason failed(ImportAttempt attempt, String mailbox, boolean uncertain) throws IOException {
        if (uncertain) {
            doubt(attempt, mailbox);
        }
        WorkRecord record =
                attempt.change(before -> before.with(before.delivery(mailbox).tried()));
        int tries = record.delivery(mailbox).tries();
        attempt.againAfter(settings.delayAfter(tries));
        return tries >= settings.maxTries() ? Reason.RETRIES_EXHAUSTED : null;
    }

    private void doubt(ImportAttempt attempt, String mailbox) throws IOException {
        Instant now = store.now();
        attempt.change(record -> record.with(record.delivery(mailbox).doubted(now)));
    }

    private void end(ImportAttempt attempt, String mailbox, UnaryOperator<Delivery> ending, LedgerEvent event) {
        refusing.remove(mailbox);
        attempt.change(record -> record.with(ending.apply(record.delivery(mailbox))));
        attempt.evidence(ledger.append(event));
    }

    private static ItemEvents events(ImportAttempt attempt) {
        return attempt.item().events();
    }
}
