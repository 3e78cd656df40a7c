package org.opencompliance.archiver.mapping;

import java.util.List;

/**
 * A mailbox that gets the item.
 *
 * @param mailboxId the object id of the user
 * @param address the user principal name
 * @param rule the rule that found it for the first of its participants
 * @param participants the positions in the item's list of the participants with this mailbox, ascending
 */
public record PlannedMailbox(String mailboxId, String address, Rule rule, List<Integer> participants) {

    public PlannedMailbox {
        participants = List.copyOf(participants);
    }

    @Override
    public String toString() {
        return "mailbox " + mailboxId + " by " + rule;
    }
}
