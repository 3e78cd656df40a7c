package org.opencompliance.archiver.work;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.mapping.MappingResult;

/**
 * One item for one mailbox, and its state. A participant with an ambiguous address has a delivery too, to the participant
 * instead of a mailbox: it is planned, parked and counted like the others. The stored JSON is flat: the fields of target, result and
 * failures stand beside each other.
 *
 * @param undecided why the mailbox of a participant is open; null for a mailbox, and after the decision
 * @param filtered the reason for which the filter leaves the mailbox out; null for a mailbox that gets the item
 */
public record Delivery(
        @JsonUnwrapped Target target,
        @JsonUnwrapped Result result,
        @JsonUnwrapped Failures failures,
        String undecided,
        String filtered) {

    /**
     * The mailbox, and how the mapping found it.
     *
     * @param mailbox the object id of the user, or {@code participant-N} for the participant at that position
     * @param address the user principal name, for people; null for a participant
     * @param rule the part of the mapping rule that found it
     * @param participants the positions of its participants
     */
    public record Target(String mailbox, String address, String rule, List<Integer> participants) {

        public Target {
            participants = participants == null ? List.of() : List.copyOf(participants);
        }
    }

    /**
     * How the delivery ended.
     *
     * @param disposition null while it is open
     * @param message the id of the message in Exchange; while it is open, the id of a message that was created although
     *     an earlier one may still appear
     * @param reason the dead-letter reason of a failed one
     */
    public record Result(Disposition disposition, String message, String reason) {

        private static final Result OPEN = new Result(null, null, null);
    }

    /**
     * What went wrong so far.
     *
     * @param tries number of recorded failures
     * @param troubleSince since when the mailbox refuses, null while it does not
     * @param uncertain whether a request may have succeeded without an answer
     * @param doubtedAt latest possible time of the last such request, by the storage area's clock; null when there was none,
     *     and in records of earlier versions
     */
    public record Failures(int tries, Instant troubleSince, boolean uncertain, Instant doubtedAt) {

        private static final Failures NONE = new Failures(0, null, false, null);
    }

    public Delivery {
        result = result == null ? Result.OPEN : result;
        failures = failures == null ? Failures.NONE : failures;
    }

    public static Delivery planned(String mailbox, String address, String rule, List<Integer> participants) {
        return planned(mailbox, address, rule, participants, null);
    }

    private static Delivery planned(
            String mailbox, String address, String rule, List<Integer> participants, String undecided) {
        Target target = new Target(mailbox, address, rule, participants);
        return new Delivery(target, Result.OPEN, Failures.NONE, undecided, null);
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

    /** A delivery to one of several members with the same address; an operator decides which one. */
    static Delivery toParticipants(String rule, List<Integer> participants, String why) {
        return planned(LedgerEvent.PARTICIPANT + participants.get(0), null, rule, participants, why);
    }

    public String mailbox() {
        return target.mailbox();
    }

    public String address() {
        return target.address();
    }

    public String rule() {
        return target.rule();
    }

    public List<Integer> participants() {
        return target.participants();
    }

    public Disposition disposition() {
        return result.disposition();
    }

    public String message() {
        return result.message();
    }

    public String reason() {
        return result.reason();
    }

    public int tries() {
        return failures.tries();
    }

    public Instant troubleSince() {
        return failures.troubleSince();
    }

    public boolean uncertain() {
        return failures.uncertain();
    }

    public Instant doubtedAt() {
        return failures.doubtedAt();
    }

    /** Whether it is for participants without a known mailbox in the plan. */
    public boolean isForParticipant() {
        return mailbox().startsWith(LedgerEvent.PARTICIPANT);
    }

    /** The same delivery, which the filter leaves out for a reason, or with null lets pass. */
    public Delivery filtered(String reason) {
        return new Delivery(target, result, failures, undecided, reason);
    }

    /** Why it ends as skipped without an import; null if it does not. */
    public String skipReason() {
        if (filtered != null) {
            return filtered;
        }
        return decided() ? LedgerEvent.DECIDED : null;
    }

    /** Whether it is to the fallback mailbox, because no participant has a mailbox. */
    public boolean isFallback() {
        return LedgerEvent.FALLBACK.equals(rule());
    }

    /** Whether its participants have deliveries to mailboxes now. */
    public boolean decided() {
        return isForParticipant() && undecided == null;
    }

    public boolean open() {
        return disposition() == null;
    }

    /** Whether a message was created but not confirmed, because the message of an earlier request may still appear. */
    public boolean made() {
        return open() && message() != null;
    }

    /** Whether the message of an earlier request may still appear, so that none may be created. */
    public boolean awaited(Instant now, Duration patience) {
        boolean recent = doubtedAt() == null || now.isBefore(doubtedAt().plus(patience));
        return made() || uncertain() && recent;
    }

    /** Ends the delivery; an uncertain one that failed stays uncertain, for a replay. */
    public Delivery ended(Disposition how, String messageId, String why) {
        boolean unclear = uncertain() && how == Disposition.FAILED;
        String last = unclear && messageId == null ? message() : messageId;
        Failures rest = new Failures(tries(), null, unclear, unclear ? doubtedAt() : null);
        return new Delivery(target, new Result(how, last, why), rest, undecided, filtered);
    }

    public Delivery tried() {
        return open(message(), tries() + 1, troubleSince(), doubtedAt());
    }

    /** Records that the message may be in the mailbox already. */
    public Delivery doubted(Instant at) {
        Instant latest = doubtedAt() == null || doubtedAt().isBefore(at) ? at : doubtedAt();
        return open(message(), tries(), troubleSince(), latest);
    }

    /** Gives an unknown outcome without a time the current time. */
    public Delivery dated(Instant now) {
        return uncertain() && doubtedAt() == null ? doubted(now) : this;
    }

    /** Records a message that was created after the patience; the earlier message may still appear. */
    public Delivery made(String messageId, Instant at) {
        return open(messageId, tries(), troubleSince(), at);
    }

    public Delivery troubled(Instant since) {
        return open(message(), tries(), since, doubtedAt());
    }

    /** Reopens the delivery for a replay; the message may be in the mailbox already. */
    public Delivery reopened() {
        return open(message(), 0, null, doubtedAt());
    }

    /** Marks it as decided: its participants have deliveries to mailboxes now, so it ends as skipped. */
    public Delivery nowDecided() {
        return new Delivery(target, Result.OPEN, Failures.NONE, null, null);
    }

    private Delivery open(String made, int tries, Instant trouble, Instant doubt) {
        Failures more = new Failures(tries, trouble, uncertain() || doubt != null, doubt);
        return new Delivery(target, new Result(null, made, null), more, undecided, filtered);
    }
}
