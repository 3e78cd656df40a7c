package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.MessageComparison.Difference;
import org.opencompliance.archiver.exchange.client.OutgoingMessage;
import org.opencompliance.archiver.exchange.client.StoredMessage;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/** Compares a stored message with the plan of its import. */
final class MessageDifferences {

    /** Exchange stores whole seconds. */
    private static final Duration PRECISION = Duration.ofSeconds(1);
    /** PidTagSubject as Exchange keeps it, in characters. */
    private static final int SUBJECT = 255;

    private final StoredMessage stored;
    private final Set<Difference> found = EnumSet.noneOf(Difference.class);

    private MessageDifferences(StoredMessage stored) {
        this.stored = stored;
    }

    /**
     * The differences, except those of contents.
     *
     * @param usual the plan with the addresses of the first try
     * @param strict the plan with those of the second try
     */
    static Set<Difference> of(StoredMessage stored, MessagePlan usual, MessagePlan strict) {
        MessageDifferences differences = new MessageDifferences(stored);
        differences.compare(usual.message());
        differences.comparePeople(usual.message(), strict.message());
        differences.compareAttachments(usual.attachments());
        return differences.found;
    }

    private void compare(OutgoingMessage planned) {
        ExchangeMessage message = stored.message();
        unless(!message.draft(), Difference.DRAFT);
        unless(same(message.sent(), planned.times().sent()), Difference.SENT);
        unless(same(message.received(), planned.times().received()), Difference.RECEIVED);
        unless(planned.marks().messageClass().equalsIgnoreCase(message.messageClass()), Difference.MESSAGE_CLASS);
        unless(subject(planned.subject()).equals(subject(stored.subject())), Difference.SUBJECT);
        unless(hasProperties(planned.properties()), Difference.PROPERTIES);
    }

    private void comparePeople(OutgoingMessage usual, OutgoingMessage strict) {
        String from = from(stored.addresses());
        boolean sender = from.equals(from(usual.addresses()))
                || from.equals(from(strict.addresses()))
                || usual.addresses().from() == null;
        unless(sender, Difference.FROM);
        List<String> recipients = recipients(stored.addresses());
        boolean same =
                recipients.equals(recipients(usual.addresses())) || recipients.equals(recipients(strict.addresses()));
        unless(same, Difference.RECIPIENTS);
    }

    private void compareAttachments(List<MailAttachment> planned) {
        List<ExchangeMessage.Attachment> attachments = stored.message().attachments();
        List<String> names = attachments.stream()
                .map(ExchangeMessage.Attachment::name)
                .sorted()
                .toList();
        unless(names.equals(planned.stream().map(MailAttachment::name).sorted().toList()), Difference.ATTACHMENT_NAMES);
        for (int i = 0; i < Math.min(planned.size(), attachments.size()); i++) {
            MailAttachment one = planned.get(i);
            unless(
                    sizesAt(attachments, planned, i).stream()
                            .allMatch(size -> AttachmentMatching.fits(size, one.size())),
                    Difference.ATTACHMENT_SIZES);
        }
    }

    /** The stored size of a planned attachment: of several with one name, by their order of size. */
    private static List<Long> sizesAt(
            List<ExchangeMessage.Attachment> stored, List<MailAttachment> planned, int place) {
        MailAttachment one = planned.get(place);
        List<Long> sizes = at(stored, one, place).stream()
                .map(ExchangeMessage.Attachment::size)
                .sorted()
                .toList();
        List<MailAttachment> named = planned.stream()
                .filter(other -> other.name().equals(one.name()))
                .sorted(Comparator.comparingLong(MailAttachment::size))
                .toList();
        return sizes.size() == named.size() ? sizes.subList(named.indexOf(one), named.indexOf(one) + 1) : sizes;
    }

    /** The stored attachments of that name, else the one at the same place. */
    static List<ExchangeMessage.Attachment> at(
            List<ExchangeMessage.Attachment> stored, MailAttachment planned, int place) {
        List<ExchangeMessage.Attachment> named =
                stored.stream().filter(one -> one.name().equals(planned.name())).toList();
        return named.isEmpty() ? stored.subList(place, Math.min(stored.size(), place + 1)) : named;
    }

    private boolean hasProperties(Map<String, String> planned) {
        Map<String, String> has = stored.message().properties();
        return planned.entrySet().stream()
                .allMatch(one -> one.getValue().equals(has.get(MessagePlanner.propertyName(one.getKey()))));
    }

    private static String from(OutgoingMessage.Addresses addresses) {
        return addresses.from() == null ? "" : caseless(addresses.from());
    }

    private static List<String> recipients(OutgoingMessage.Addresses addresses) {
        return Stream.of(addresses.to(), addresses.cc(), addresses.bcc())
                .flatMap(List::stream)
                .map(MessageDifferences::caseless)
                .sorted()
                .toList();
    }

    private static String caseless(MailAddress address) {
        return address.address().toLowerCase(Locale.ROOT);
    }

    private static String subject(String text) {
        String line = text.strip();
        return line.length() <= SUBJECT ? line : line.substring(0, SUBJECT).strip();
    }

    private static boolean same(Instant stored, Instant wanted) {
        return wanted == null
                || (stored != null && Duration.between(stored, wanted).abs().compareTo(PRECISION) <= 0);
    }

    private void unless(boolean holds, Difference difference) {
        if (!holds) {
            found.add(difference);
        }
    }
}
