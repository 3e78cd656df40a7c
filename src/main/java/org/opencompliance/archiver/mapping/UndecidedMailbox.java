package org.opencompliance.archiver.mapping;

import java.util.List;
import java.util.stream.Collectors;
import org.opencompliance.archiver.exchange.DirectoryAnswer;

/**
 * An address of an item that the directory has for several members, so that a person has to say whose it is.
 *
 * @param rule by which the address was asked for
 * @param participants the positions in the item's list of those who have the address, ascending
 * @param detail who, and which users by which way: positions and object ids, no address
 */
public record UndecidedMailbox(Rule rule, List<Integer> participants, String detail) {

    /** More than that are counted and not named. */
    private static final int NAMED = 10;

    public UndecidedMailbox {
        participants = List.copyOf(participants);
    }

    static UndecidedMailbox of(Rule rule, List<Integer> participants, List<DirectoryAnswer.Match> members) {
        String what = rule == Rule.CUSTOM ? "the mailbox of the custom mapping" : "the e-mail address";
        String detail = (participants.size() == 1 ? "Participant " : "Participants ") + named(participants) + ": "
                + members.size() + " users of the directory have " + what + ": " + named(members);
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
