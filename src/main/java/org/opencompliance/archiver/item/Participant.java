package org.opencompliance.archiver.item;

/**
 * A person named in an item; what is absent is null.
 *
 * @param mobile the mobile number
 * @param name the display name without the number
 * @param address the e-mail address
 */
public record Participant(Role role, String mobile, String name, String address) {

    /** Where the item names the person. */
    public enum Role {
        FROM,
        TO,
        CC,
        OWNER
    }
}
