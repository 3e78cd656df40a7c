package org.opencompliance.archiver.mapping;

import org.opencompliance.archiver.mapping.csv.MailboxAddress;

/**
 * An address that a rule chose for a participant.
 *
 * @param address a valid address, which the directory need not have
 */
record LookUp(Candidate participant, Rule rule, String address) {

    LookUp {
        if (MailboxAddress.of(address) == null) {
            throw new IllegalArgumentException(
                    "The rule " + rule + " gave no mailbox address: correct its step in the route that maps users");
        }
    }

    /** The same key for all spellings of the address. */
    String key() {
        return MailboxAddress.key(address);
    }

    @Override
    public String toString() {
        return "look-up of " + participant + " by " + rule;
    }
}
