package org.opencompliance.archiver.mapping;

import java.util.List;

/**
 * The mailboxes for an item.
 *
 * @param outcome whether the lookup is complete
 * @param mailboxes each once, in the order of their first participants; empty when no participant has one
 * @param undecided addresses with several members, in the order of the first participants
 * @param unmapped the positions in the item's list of the participants without a mailbox, ascending
 * @param mappingVersion the version of the applied custom mapping, or {@value UserMappings#NONE}
 * @param detail why the fallback mailbox does not get the item either; null for no such reason
 */
public record MappingResult(
        Outcome outcome,
        List<PlannedMailbox> mailboxes,
        List<UndecidedMailbox> undecided,
        List<Integer> unmapped,
        String mappingVersion,
        String detail) {

    /** The outcome of a mapping. */
    public enum Outcome {
        /** Every participant was looked up. */
        MAPPED,
        /** No participant was looked up: the item has too many. */
        TOO_MANY_PARTICIPANTS,
        /** No participant was looked up: the item must wait for another attempt. */
        LATER
    }

    public MappingResult {
        mailboxes = List.copyOf(mailboxes);
        undecided = List.copyOf(undecided);
        unmapped = List.copyOf(unmapped);
    }

    /** The result without a reason against the fallback mailbox. */
    public MappingResult(
            Outcome outcome,
            List<PlannedMailbox> mailboxes,
            List<UndecidedMailbox> undecided,
            List<Integer> unmapped,
            String mappingVersion) {
        this(outcome, mailboxes, undecided, unmapped, mappingVersion, null);
    }

    /** The result of a complete lookup without undecided addresses. */
    public MappingResult(List<PlannedMailbox> mailboxes, List<Integer> unmapped, String mappingVersion) {
        this(Outcome.MAPPED, mailboxes, List.of(), unmapped, mappingVersion);
    }

    static MappingResult notMapped(Outcome outcome, String mappingVersion) {
        return new MappingResult(outcome, List.of(), List.of(), List.of(), mappingVersion);
    }

    /** The same result of an item for which no participant has a mailbox, with the fallback mailbox. */
    MappingResult with(PlannedMailbox fallback) {
        return new MappingResult(outcome, List.of(fallback), undecided, unmapped, mappingVersion);
    }

    /** The same result, with the reason why the fallback mailbox is not used. */
    MappingResult with(String why) {
        return new MappingResult(outcome, mailboxes, undecided, unmapped, mappingVersion, why);
    }

    /** The mailboxes that a filter may leave out: those of participants, without the fallback mailbox. */
    public List<PlannedMailbox> filterable() {
        return mailboxes.stream()
                .filter(mailbox -> !mailbox.rule().equals(Rule.FALLBACK))
                .toList();
    }

    /** Whether certainly no participant has a mailbox, and the fallback mailbox does not get the item. */
    public boolean isForNobody() {
        return outcome == Outcome.MAPPED && mailboxes.isEmpty() && undecided.isEmpty();
    }
}
