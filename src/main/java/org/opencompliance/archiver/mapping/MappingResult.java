package org.opencompliance.archiver.mapping;

import java.util.List;

/**
 * Who gets an item.
 *
 * @param outcome whether that was found out
 * @param mailboxes each once, in the order of their first participants; empty when nobody has one
 * @param undecided what the directory leaves open, in the order of the first participants
 * @param unmapped the positions in the item's list of the participants without a mailbox, ascending
 * @param mappingVersion the version of the custom mapping that was applied, or {@value UserMappings#NONE}
 */
public record MappingResult(
        Outcome outcome,
        List<PlannedMailbox> mailboxes,
        List<UndecidedMailbox> undecided,
        List<Integer> unmapped,
        String mappingVersion) {

    /** How the mapping of an item ended. */
    public enum Outcome {
        /** Every participant was looked up. */
        MAPPED,
        /** None was: the item has more participants than are looked up. */
        TOO_MANY_PARTICIPANTS,
        /** None was: the item is to be mapped in another turn. */
        LATER
    }

    public MappingResult {
        mailboxes = List.copyOf(mailboxes);
        undecided = List.copyOf(undecided);
        unmapped = List.copyOf(unmapped);
    }

    /** Every participant was looked up, and nothing is left open. */
    public MappingResult(List<PlannedMailbox> mailboxes, List<Integer> unmapped, String mappingVersion) {
        this(Outcome.MAPPED, mailboxes, List.of(), unmapped, mappingVersion);
    }

    static MappingResult notMapped(Outcome outcome, String mappingVersion) {
        return new MappingResult(outcome, List.of(), List.of(), List.of(), mappingVersion);
    }

    /** Whether the item is for nobody, for certain. */
    public boolean isForNobody() {
        return outcome == Outcome.MAPPED && mailboxes.isEmpty() && undecided.isEmpty();
    }
}
