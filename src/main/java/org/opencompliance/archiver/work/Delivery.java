package org.opencompliance.archiver.work;

import java.time.Duration;
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
 * @param message the id of the message in Exchange; of an open one, that of a message which was created although an
 *     earlier one may still appear
 * @param reason the dead-letter reason of a failed one
 * @param tries how many failures were recorded
 * @param troubleSince since when the mailbox has been refusing, null while it has not
 * @param uncertain whether a request may have been carried out without an answer
 * @param doubtedAt when the last such request was at the latest, by the storage area's clock; null when there was none,
 *     and in records of versions that did not note it
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
        Instant doubtedAt,
        String undecided) {

    public static Delivery planned(String mailbox, String address, String rule, List<Integer> participants) {
        return planned(mailbox, address, rule, participants, null);
    }

    private static Delivery planned(
            String mailbox, String address, String rule, List<Integer> participants, String undecided) {
        List<Integer> positions = List.copyOf(participants);
        return new Delivery(mailbox, address, rule, positions, null, null, null, 0, null, false, null, undecided);
    }

    /** The deliveries of a mapping. */
    public static List<Delivery> planned(MappingResult mapping) {
        Stream<Delivery> mailboxes = mapping.mailboxes().stream()
                .map(found ->
                        planned(found.mailboxId(), found.address(), found.rule().name(), found.participants()));
        Stream<Delivery> undecided = mapping.undecided().stream()
                .map(open -> toParticipants(open.rule().name(), open.participants(), open.detail()));
        return Stream.concat(mailboxes, undecided).toList();
    }

    /** A delivery to one of the members who have an address; a person decides which one. */
    static Delivery toParticipants(String rule, List<Integer> participants, String why) {
        return planned(LedgerEvent.PARTICIPANT + participants.get(0), null, rule, participants, why);
    }

    /** Whether it stands for participants whose mailbox was open when it was planned. */
    public boolean isForParticipant() {
        return mailbox.startsWith(LedgerEvent.PARTICIPANT);
    }

    /** Whether it stands for participants who have deliveries to mailboxes by now. */
    public boolean decided() {
        return isForParticipant() && undecided == null;
    }

    public boolean open() {
        return disposition == null;
    }

    /** Whether a message was created that is not confirmed yet, as one from an earlier request may appear beside it. */
    public boolean made() {
        return open() && message != null;
    }

    /** Whether a message may still appear that no look has found yet, so that none may be created. */
    public boolean awaited(Instant now, Duration patience) {
        boolean recent = doubtedAt == null || now.isBefore(doubtedAt.plus(patience));
        return made() || uncertain && recent;
    }

    /** A failed one stays uncertain, for a replay. */
    public Delivery ended(Disposition how, String messageId, String why) {
        boolean unclear = uncertain && how == Disposition.FAILED;
        String last = unclear && messageId == null ? message : messageId;
        Instant doubt = unclear ? doubtedAt : null;
        return new Delivery(
                mailbox, address, rule, participants, how, last, why, tries, null, unclear, doubt, undecided);
    }

    public Delivery tried() {
        return open(message, tries + 1, troubleSince, doubtedAt);
    }

    /** The message may be in the mailbox already. */
    public Delivery doubted(Instant at) {
        Instant latest = doubtedAt == null || doubtedAt.isBefore(at) ? at : doubtedAt;
        return open(message, tries, troubleSince, latest);
    }

    /** A doubt without a time counts from now on. */
    public Delivery dated(Instant now) {
        return uncertain && doubtedAt == null ? doubted(now) : this;
    }

    /** A message was created after the doubt had its time; the one in doubt may yet appear. */
    public Delivery made(String messageId, Instant at) {
        return open(messageId, tries, troubleSince, at);
    }

    public Delivery troubled(Instant since) {
        return open(message, tries, since, doubtedAt);
    }

    /** As planned, to be carried out again; it may be in the mailbox already. */
    public Delivery reopened() {
        return open(message, 0, null, doubtedAt);
    }

    /** Its participants have deliveries to mailboxes now, so that it ends without one of its own. */
    public Delivery nowDecided() {
        return planned(mailbox, address, rule, participants);
    }

    private Delivery open(String made, int failures, Instant trouble, Instant doubt) {
        boolean unclear = uncertain || doubt != null;
        return new Delivery(
                mailbox, address, rule, participants, null, made, null, failures, trouble, unclear, doubt, undecided);
    }
}
