package org.opencompliance.archiver.item;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.item.Participant.Role;
import org.opencompliance.archiver.item.journal.Unwrapped;

/**
 * The participants in an item, and its owner.
 *
 * @param all in the order of the item
 * @param owner one of them, or null
 */
record People(List<Participant> all, Participant owner) {

    static People of(Unwrapped unwrapped, String initiator, ParticipantFormat format) {
        People named = of(unwrapped.mail(), initiator, format);
        if (unwrapped.people().isEmpty()) {
            return named;
        }
        List<Participant> all = new ArrayList<>(named.all());
        Set<String> known = new HashSet<>();
        all.stream()
                .map(Participant::address)
                .filter(Objects::nonNull)
                .forEach(address -> known.add(address.toLowerCase(Locale.ROOT)));
        for (MailAddress person : unwrapped.people()) {
            if (known.add(person.address().toLowerCase(Locale.ROOT))) {
                all.add(Participant.of(Role.ENVELOPE, person, format));
            }
        }
        return new People(List.copyOf(all), named.owner());
    }

    private static People of(Mail mail, String initiator, ParticipantFormat format) {
        Set<Participant> named = new LinkedHashSet<>();
        if (mail.from() != null) {
            named.add(Participant.of(Role.FROM, mail.from(), format));
        }
        mail.to().forEach(mailbox -> named.add(Participant.of(Role.TO, mailbox, format)));
        mail.cc().forEach(mailbox -> named.add(Participant.of(Role.CC, mailbox, format)));
        List<Participant> all = new ArrayList<>(named);
        if (initiator == null || initiator.isBlank()) {
            return new People(List.copyOf(all), null);
        }
        Participant claimed = Participant.of(Role.OWNER, mailbox(initiator.strip()), format);
        Participant owner =
                all.stream().filter(claimed::isSamePersonAs).findFirst().orElse(claimed);
        if (owner.equals(claimed)) {
            all.add(claimed);
        }
        return new People(List.copyOf(all), owner);
    }

    /**
     * Parses {@code 447786910895}, {@code a@b.example}, {@code "447786910895 First Last" <a@b.example>} and mixed
     * forms.
     */
    private static MailAddress mailbox(String text) {
        int bracket = text.indexOf('<');
        if (bracket >= 0 && text.indexOf('<', bracket + 1) < 0 && text.indexOf('>') == text.length() - 1) {
            String name = unquoted(text.substring(0, bracket).strip());
            if (name.indexOf('"') < 0) {
                String address = text.substring(bracket + 1, text.length() - 1);
                return new MailAddress(name.strip(), address.strip());
            }
        }
        boolean address = text.indexOf('@') > 0 && text.indexOf(' ') < 0;
        return address ? new MailAddress("", text) : new MailAddress(text, "");
    }

    /** Removes a quote at either end: some programs omit one of the two. */
    private static String unquoted(String name) {
        int start = name.startsWith("\"") ? 1 : 0;
        int end = name.length() > start && name.endsWith("\"") ? name.length() - 1 : name.length();
        return name.substring(start, end);
    }
}
