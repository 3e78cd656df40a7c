package org.opencompliance.archiver.item;

import org.opencompliance.archiver.exchange.mail.MailAddress;

/**
 * A person named in an item.
 *
 * @param role where the item names the person
 * @param mobile the mobile number, digits only, or null
 * @param name the name without the number, or null
 * @param address the e-mail address as written, or null
 * @param login the login name at the source, or null
 * @param unclear whether the display name has several numbers, so that none of them counts
 */
public record Participant(Role role, String mobile, String name, String address, String login, boolean unclear) {

    /** Where an item names a person. */
    public enum Role {
        FROM,
        TO,
        CC,
        /** The owner of the item, if no other role names the owner. */
        OWNER,
        /** A recipient that only the envelope of a journal report names. */
        ENVELOPE
    }

    /** A person without a login name. */
    public Participant(Role role, String mobile, String name, String address) {
        this(role, mobile, name, address, null, false);
    }

    /** The participant in a mailbox of an address field, by the usual format. */
    public static Participant of(Role role, MailAddress mailbox) {
        return of(role, mailbox, ParticipantFormat.DEFAULT);
    }

    static Participant of(Role role, MailAddress mailbox, ParticipantFormat format) {
        ParticipantFormat.Read read = format.read(mailbox.name());
        return new Participant(
                role,
                read.mobile(),
                textOrNull(read.name()),
                textOrNull(mailbox.address()),
                read.login(),
                read.unclear());
    }

    /** Whether both are certainly one person: they share the number, the login name or the address. */
    boolean isSamePersonAs(Participant other) {
        return mobile != null && mobile.equals(other.mobile)
                || login != null && login.equalsIgnoreCase(other.login)
                || address != null && address.equalsIgnoreCase(other.address);
    }

    private static String textOrNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Omits the person, because logs must not name participants. */
    @Override
    public String toString() {
        return "Participant[" + role + "]";
    }
}
