package org.opencompliance.archiver.exchange.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The header of a mail: its fields in order, and its address fields read once. */
final class MailFields {

    private static final List<String> ADDRESS_FIELDS = List.of("From", "Sender", "To", "Cc", "Bcc", "Reply-To");

    private final List<MailHeader> all;
    private final Map<String, List<MailAddress>> addresses = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param unfolded the fields, unfolded, with encoded words not yet decoded
     * @param mailboxes the most mailboxes of one address field, or of all fields of one name
     */
    MailFields(List<MailHeader> unfolded, int mailboxes) throws MailFormatException {
        List<MailHeader> decoded = new ArrayList<>(unfolded.size());
        for (MailHeader field : unfolded) {
            decoded.add(new MailHeader(field.name(), HeaderText.oneLine(EncodedWords.decode(field.value()))));
            if (ADDRESS_FIELDS.stream().anyMatch(field.name()::equalsIgnoreCase)) {
                List<MailAddress> read =
                        addresses.computeIfAbsent(field.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>());
                read.addAll(AddressList.parse(field.value(), mailboxes));
                if (read.size() > mailboxes) {
                    throw new MailFormatException("An address field of the mail names more than " + mailboxes);
                }
            }
        }
        addresses.replaceAll((name, list) -> List.copyOf(list));
        this.all = List.copyOf(decoded);
    }

    List<MailHeader> all() {
        return all;
    }

    /** The first field of that name, empty when there is none. */
    String text(String name) {
        return all.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(MailHeader::value)
                .findFirst()
                .orElse("");
    }

    List<MailAddress> addresses(String name) {
        return addresses.getOrDefault(name, List.of());
    }

    /** The first mailbox with an address, else the first of all, else null. */
    MailAddress firstAddress(String name) {
        List<MailAddress> list = addresses(name);
        return list.stream()
                .filter(mailbox -> !mailbox.address().isEmpty())
                .findFirst()
                .orElse(list.isEmpty() ? null : list.get(0));
    }
}
