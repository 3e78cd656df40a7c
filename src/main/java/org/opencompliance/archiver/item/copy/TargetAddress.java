package org.opencompliance.archiver.item.copy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.mail.CpuBudget;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.item.Sha256;

/**
 * Addresses that a mailbox server accepts. A person without one gets an address in {@code wechat.invalid}, a domain
 * that no mail can reach (RFC 2606). One person always gets the same address.
 */
public final class TargetAddress {

    private static final String DOMAIN = "@wechat.invalid";
    private static final int MAX_READABLE = 40;
    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+");
    private static final Pattern LOCAL_PART = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern UNSAFE = Pattern.compile("[^a-z0-9_-]+");

    private TargetAddress() {}

    /** The same mailbox with an address that a mailbox server accepts. */
    public static MailAddress of(MailAddress mailbox) {
        CpuBudget.check();
        String address = mailbox.address();
        // RFC 5321 section 4.5.3.1: an address has at most 254 characters
        if (address.length() <= 254 && VALID.matcher(address).matches()) {
            return mailbox;
        }
        Participant person = Participant.of(Participant.Role.TO, mailbox);
        String source = person.mobile() != null ? person.mobile() : address.isEmpty() ? mailbox.name() : address;
        return new MailAddress(mailbox.name(), localPart(source) + DOMAIN);
    }

    private static String localPart(String source) {
        String lower = source.strip().toLowerCase(Locale.ROOT);
        if (lower.length() <= 64 && LOCAL_PART.matcher(lower).matches()) {
            return lower;
        }
        String readable =
                withoutHyphensAround(UNSAFE.matcher(CpuBudget.watched(lower)).replaceAll("-"));
        String start = readable.substring(0, Math.min(readable.length(), MAX_READABLE));
        // the hash distinguishes people with the same readable part
        String rest = Sha256.hex(lower.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
        return start.isEmpty() ? rest : start + "-" + rest;
    }

    private static String withoutHyphensAround(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '-') {
            start++;
        }
        int end = text.length();
        while (end > start && text.charAt(end - 1) == '-') {
            end--;
        }
        return text.substring(start, end);
    }
}
