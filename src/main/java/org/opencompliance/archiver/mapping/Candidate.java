package org.opencompliance.archiver.mapping;

/**
 * A participant to look up.
 *
 * @param position in the item's list
 * @param customMailbox the address for the mobile number in the custom mapping, or null
 * @param address the e-mail address, or null when there is no valid one
 */
public record Candidate(int position, String customMailbox, String address) {

    /** The address that a rule looks up, or null. */
    String address(Rule rule) {
        return rule == Rule.CUSTOM ? customMailbox : address;
    }

    @Override
    public String toString() {
        return "participant " + position;
    }
}
