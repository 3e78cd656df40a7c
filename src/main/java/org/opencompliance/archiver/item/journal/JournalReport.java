package org.opencompliance.archiver.item.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailHeader;
import org.opencompliance.archiver.exchange.mail.ParsedMail;

/**
 * The envelope that a mail server puts around a mail that it journals: a text with the sender and the recipients, then the mail as
 * {@code message/rfc822}. A mail with a header of an item is the item itself and never an envelope, because its parts are what people
 * wrote.
 *
 * @param message the mail in the envelope
 * @param people the sender by the envelope, and the people to whom it was delivered; each once
 */
public record JournalReport(MailAttachment message, List<MailAddress> people) {

    /** The header of the journal reports of Exchange; it has no value. */
    private static final String MARK = "X-MS-Journal-Report";

    private static final String SENDER = "sender";
    private static final Set<String> RECIPIENTS = Set.of("recipient", "to", "cc", "bcc");
    private static final Set<String> PEOPLE = Set.of(SENDER, "recipient", "to", "cc", "bcc");
    /** All fields that the text of an envelope can have. */
    private static final Set<String> FIELDS = Set.of(
            SENDER,
            "on-behalf-of",
            "recipient",
            "to",
            "cc",
            "bcc",
            "subject",
            "message-id",
            "label",
            "date",
            "sent",
            "received",
            "sentutc",
            "receivedutc");

    private static final String MESSAGE = "message/rfc822";
    /** As many as an address field may have. */
    private static final int MOST = 10_000;

    /**
     * The journal report that a mail is; empty for any other mail.
     *
     * @param ofItem recognizes a header of an item
     */
    static Optional<JournalReport> of(ParsedMail mail, Predicate<MailHeader> ofItem) {
        List<MailAttachment> attachments = mail.attachments();
        boolean wraps = attachments.size() == 1
                && attachments.get(0).contentType().equals(MESSAGE)
                && mail.headers().stream().noneMatch(ofItem);
        if (!wraps || !hasOnlyFields(mail) || !isMarked(mail) && !isEnvelope(mail)) {
            return Optional.empty();
        }
        return Optional.of(new JournalReport(attachments.get(0), people(mail, PEOPLE)));
    }

    /**
     * Whether the header of a mail allows that it is one, so that its content must be read.
     *
     * @param ofItem recognizes a header of an item
     */
    public static boolean isPossible(List<MailHeader> fields, Predicate<MailHeader> ofItem) {
        return fields.stream().noneMatch(ofItem)
                && fields.stream()
                        .anyMatch(field -> isMark(field)
                                || field.name().equalsIgnoreCase("Content-Type")
                                        && field.value()
                                                .strip()
                                                .toLowerCase(Locale.ROOT)
                                                .startsWith("multipart/"));
    }

    private static boolean isMarked(ParsedMail mail) {
        return mail.headers().stream().anyMatch(JournalReport::isMark);
    }

    private static boolean isMark(MailHeader field) {
        return field.name().equalsIgnoreCase(MARK);
    }

    /** Text beside the fields of an envelope is of a person, and must not get lost with the envelope. */
    private static boolean hasOnlyFields(ParsedMail mail) {
        try (Stream<String> lines = mail.body().content().lines()) {
            return !mail.body().html()
                    && lines.filter(line -> !line.isBlank()).allMatch(line -> FIELDS.contains(field(line)));
        }
    }

    private static String field(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }

    /** Without the header of Exchange, the text must begin with the sender and name a recipient. */
    private static boolean isEnvelope(ParsedMail mail) {
        return !mail.body().html()
                && mail.body().content().stripLeading().toLowerCase(Locale.ROOT).startsWith(SENDER + ":")
                && !people(mail, RECIPIENTS).isEmpty();
    }

    private static List<MailAddress> people(ParsedMail mail, Set<String> fields) {
        if (mail.body().html()) {
            return List.of();
        }
        List<MailAddress> found = new ArrayList<>();
        try (Stream<String> lines = mail.body().content().lines()) {
            lines.map(line -> person(line, fields))
                    .flatMap(Optional::stream)
                    .distinct()
                    .limit(MOST)
                    .forEach(found::add);
        }
        return found;
    }

    /** Reads {@code To: a@b.example, Expanded: list@b.example}: the first address is the person. */
    private static Optional<MailAddress> person(String line, Set<String> fields) {
        if (!fields.contains(field(line))) {
            return Optional.empty();
        }
        String value = line.substring(line.indexOf(':') + 1);
        int comma = value.indexOf(',');
        String address = (comma < 0 ? value : value.substring(0, comma)).strip();
        int bracket = address.indexOf('<');
        String plain = bracket >= 0 && address.endsWith(">")
                ? address.substring(bracket + 1, address.length() - 1).strip()
                : address;
        boolean isAddress = plain.indexOf('@') > 0 && plain.chars().noneMatch(Character::isWhitespace);
        return isAddress ? Optional.of(new MailAddress("", plain)) : Optional.empty();
    }

    /** Omits the people. */
    @Override
    public String toString() {
        return "JournalReport[]";
    }
}
