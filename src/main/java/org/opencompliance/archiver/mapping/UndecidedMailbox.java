package org.opencompliance.archiver.mapping;

import java.util.List;
import java.util.stream.Collectors;
import org.opencompliance.archiver.exchange.DirectoryAnswer;

/**
 * An address of an item with several members in the directory, so that an operator must decide.
 *
 * @param rule the rule that looked up the address
 * @param participants the positions in the item's list of the participants with the address, ascending
 * @param detail positions of the participants, object ids of the users and how each user matched; no address
 */
public record UndecidedMailbox(Rule rule, List<Integer> participants, String detail) {

    /** Maximum number of participants or users named; all are counted. */
    private static final int NAMED = 10;

    public UndecidedMailbox {
        participants = List.copyOf(participants);
    }

    /** Participants whose display names have several numbers. */
    static UndecidedMailbox unclear(List<Integer> participants) {
        String detail = (participants.size() == 1 ? "Participant " : "Participants ") + named(participants)
                + ": the display name has several numbers, so the custom mapping is not applied: correct the name at the"
                + " source or archiver.participant-format";
        return new UndecidedMailbox(Rule.CUSTOM, participants, detail);
    }

    static UndecidedMailbox of(Rule rule, List<Integer> participants, List<DirectoryAnswer.Match> members) {
        String detail = (participants.size() == 1 ? "Participant " : "Participants ") + named(participants) + ": "
                + members.size() + " users of the directory have " + rule.lookedUp() + ": " + named(members);
        return new UndecidedMailbox(rule, participants, detail);
    }

    private static String named(List<?> all) {
        String named = all.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return all.size() <= NAMED ? named : named + " and " + (all.size() - NAMED) + " more";
    }

    @Override
    public String toString() {
        return "undecided mailbox by " + rule;
    }
}
