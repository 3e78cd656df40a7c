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
 */
public record MappingResult(
        Outcome outcome,
        List<PlannedMailbox> mailboxes,
        List<UndecidedMailbox> undecided,
        List<Integer> unmapped,
        String mappingVersion) {

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

    /** The result of a complete lookup without undecided addresses. */
    public MappingResult(List<PlannedMailbox> mailboxes, List<Integer> unmapped, String mappingVersion) {
        this(Outcome.MAPPED, mailboxes, List.of(), unmapped, mappingVersion);
    }

    static MappingResult notMapped(Outcome outcome, String mappingVersion) {
        return new MappingResult(outcome, List.of(), List.of(), List.of(), mappingVersion);
    }

    /** Whether certainly no participant has a mailbox. */
    public boolean isForNobody() {
        return outcome == Outcome.MAPPED && mailboxes.isEmpty() && undecided.isEmpty();
    }
}
