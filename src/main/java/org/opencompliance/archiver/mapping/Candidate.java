package org.opencompliance.archiver.mapping;

import java.util.HashSet;
import java.util.Set;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;

/**
 * A participant to look up.
 *
 * @param position in the item's list
 * @param customMailbox the address for the mobile number or login name in the custom mapping, or null
 * @param address the e-mail address, or null when there is no valid one
 * @param tried the names of the rules whose address no valid user has
 * @param unclear whether the custom mapping cannot be applied because the display name has several numbers
 */
public record Candidate(int position, String customMailbox, String address, Set<String> tried, boolean unclear) {

    public Candidate {
        tried = Set.copyOf(tried);
    }

    Candidate(int position, String customMailbox, String address) {
        this(position, customMailbox, address, Set.of(), false);
    }

    /** The participant without an address that no valid user has, as its fallback is routed. */
    Candidate without(String unknown, Rule rule) {
        String key = MailboxAddress.key(unknown);
        Set<String> all = new HashSet<>(tried);
        all.add(rule.name());
        return new Candidate(position, otherThan(key, customMailbox), otherThan(key, address), all, unclear);
    }

    private static String otherThan(String key, String address) {
        return address == null || MailboxAddress.key(address).equals(key) ? null : address;
    }

    @Override
    public String toString() {
        return "participant " + position;
    }
}
