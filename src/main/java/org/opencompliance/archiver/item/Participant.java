package org.opencompliance.archiver.item;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.mail.CpuBudget;
import org.opencompliance.archiver.exchange.mail.MailAddress;

/**
 * A person named in an item.
 *
 * @param role where the item names the person
 * @param mobile the mobile number, digits only, or null
 * @param name the name without the number, or null
 * @param address the e-mail address as written, or null
 */
public record Participant(Role role, String mobile, String name, String address) {

    /** The first token of a display name is a number when it has 7 to 15 digits (E.164 allows 15). */
    private static final Pattern NUMBERED = Pattern.compile("\\+?(\\d{7,15})(?:\\s+(.*))?", Pattern.DOTALL);

    /** Where an item names a person. */
    public enum Role {
        FROM,
        TO,
        CC,
        /** The owner of the item, if no other role names the owner. */
        OWNER
    }

    /** The participant in a mailbox of an address field, {@code "<mobile> First Last" <address>}. */
    public static Participant of(Role role, MailAddress mailbox) {
        String display = mailbox.name().strip();
        Matcher numbered = NUMBERED.matcher(CpuBudget.watched(display));
        boolean hasNumber = numbered.matches();
        return new Participant(
                role,
                hasNumber ? numbered.group(1) : null,
                textOrNull(hasNumber ? numbered.group(2) : display),
                textOrNull(mailbox.address()));
    }

    /** Whether both are certainly one person: they share the number or the address. */
    boolean isSamePersonAs(Participant other) {
        return mobile != null && mobile.equals(other.mobile)
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
