package org.opencompliance.archiver.mapping;

/**
 * A participant that a mailbox is looked for.
 *
 * @param position in the item's list
 * @param customMailbox the address that the custom mapping has for the mobile number, or null
 * @param address the e-mail address, or null when there is none that could be one
 */
public record Candidate(int position, String customMailbox, String address) {

    /** What a rule asks the directory for, or null. */
    String address(Rule rule) {
        return rule == Rule.CUSTOM ? customMailbox : address;
    }

    @Override
    public String toString() {
        return "participant " + position;
    }
}
