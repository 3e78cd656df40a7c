package org.opencompliance.archiver.work;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.mapping.MappingResult;

/**
 * One item for one mailbox, and how far that has come. What the directory leaves open is a delivery too, to a participant
 * in place of a mailbox: so it is planned, parked and counted like the others.
 *
 * @param mailbox the object id of the user, or {@code participant-N} for the participant at that position
 * @param address the user principal name, for people; null for a participant
 * @param rule which part of the mapping rule found it
 * @param participants the positions of the participants it stands for
 * @param disposition how it ended, null while it is open
 * @param message the id of the message in Exchange
 * @param reason the dead-letter reason of a failed one
 * @param tries how many failures were recorded
 * @param troubleSince since when the mailbox has been refusing, null while it has not
 * @param uncertain whether the last request may have been carried out without an answer
 * @param undecided why the mailbox of a participant is open; null for a mailbox, and once it was decided
 */
public record Delivery(
        String mailbox,
        String address,
        String rule,
        List<Integer> participants,
        Disposition disposition,
        String message,
        String reason,
        int tries,
        Instant troubleSince,
        boolean uncertain,
        String undecided) {

    public static Delivery planned(String mailbox, String address, String rule, List<Integer> participants) {
        return new Delivery(mailbox, address, rule, List.copyOf(participants), null, null, null, 0, null, false, null);
    }

    /** What comes of a mapping. */
    static List<Delivery> planned(MappingResult mapping) {
        Stream<Delivery> mailboxes = mapping.mailboxes().stream()
                .map(found ->
                        planned(found.mailboxId(), found.address(), found.rule().name(), found.participants()));
        Stream<Delivery> undecided = mapping.undecided().stream()
                .map(open -> toParticipants(open.rule().name(), open.participants(), open.detail()));
        return Stream.concat(mailboxes, undecided).toList();
    }

    /** A delivery to one of the members who have an address; which one is for a person to say. */
    static Delivery toParticipants(String rule, List<Integer> participants, String why) {
        String mailbox = LedgerEvent.PARTICIPANT + participants.get(0);
        return new Delivery(mailbox, null, rule, List.copyOf(participants), null, null, null, 0, null, false, why);
    }

    /** Whether it stands for participants whose mailbox was open when it was planned. */
    boolean isForParticipant() {
        return mailbox.startsWith(LedgerEvent.PARTICIPANT);
    }

    /** Whether it stands for participants who have deliveries to mailboxes by now. */
    public boolean decided() {
        return isForParticipant() && undecided == null;
    }

    public boolean open() {
        return disposition == null;
    }

    /** A failed one stays uncertain, for a replay. */
    Delivery ended(Disposition how, String messageId, String why) {
        boolean unclear = uncertain && how == Disposition.FAILED;
        return new Delivery(mailbox, address, rule, participants, how, messageId, why, tries, null, unclear, undecided);
    }

    Delivery tried(boolean unknownOutcome) {
        return new Delivery(
                mailbox,
                address,
                rule,
                participants,
                null,
                null,
                null,
                tries + 1,
                troubleSince,
                uncertain || unknownOutcome,
                undecided);
    }

    /** The message may be in the mailbox already. */
    Delivery doubted() {
        return new Delivery(
                mailbox, address, rule, participants, null, null, null, tries, troubleSince, true, undecided);
    }

    Delivery troubled(Instant since) {
        return new Delivery(mailbox, address, rule, participants, null, null, null, tries, since, uncertain, undecided);
    }

    /** As planned, to be carried out again; it may be in the mailbox already. */
    Delivery reopened() {
        return new Delivery(mailbox, address, rule, participants, null, null, null, 0, null, uncertain, undecided);
    }

    /** Its participants have deliveries to mailboxes now, so that it ends without one of its own. */
    Delivery nowDecided() {
        return new Delivery(mailbox, address, rule, participants, null, null, null, 0, null, false, null);
    }
}
