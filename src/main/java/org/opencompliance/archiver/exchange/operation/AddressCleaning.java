package org.opencompliance.archiver.exchange.operation;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.client.OutgoingMessage;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAddress;

/**
 * Gives every participant an address that Exchange accepts. An invalid address becomes {@code …@unknown.invalid}, a
 * domain that cannot exist (RFC 2606). The display name keeps the original text, so that a search finds it.
 */
enum AddressCleaning {
    /** Replaces every address that is not an addr-spec of RFC 5322. */
    USUAL {
        @Override
        boolean accepts(String address) {
            return ADDR_SPEC.matcher(address).matches();
        }
    },
    /** Replaces all but the plainest addresses, for the second try after Exchange rejected a recipient. */
    STRICT {
        @Override
        boolean accepts(String address) {
            return PLAIN.matcher(address).matches();
        }
    };

    private static final String ATOM = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?";
    private static final Pattern ADDR_SPEC = Pattern.compile(
            "(?=.{3,254}$)(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern PLAIN =
            Pattern.compile("(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9_+-]+(?:\\.[A-Za-z0-9_+-]+)*"
                    + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\uFFFE\uFFFF]+");
    private static final int MAX_LOCAL = 40;
    private static final int MAX_NAME = 256;
    private static final int DIGEST = 8;

    abstract boolean accepts(String address);

    OutgoingMessage.Addresses of(Mail mail) {
        return new OutgoingMessage.Addresses(
                clean(mail.from()),
                clean(mail.sender()),
                clean(mail.to()),
                clean(mail.cc()),
                clean(mail.bcc()),
                clean(mail.replyTo()));
    }

    private List<MailAddress> clean(List<MailAddress> addresses) {
        return addresses.stream().map(this::clean).filter(Objects::nonNull).toList();
    }

    /** Null if both name and address are blank. */
    MailAddress clean(MailAddress given) {
        if (given == null || (given.name().isBlank() && given.address().isBlank())) {
            return null;
        }
        String name = CONTROL.matcher(given.name()).replaceAll(" ").strip();
        String address = given.address().strip();
        if (accepts(address)) {
            return new MailAddress(cut(name), address);
        }
        String original = CONTROL.matcher(address).replaceAll(" ").strip();
        String shown = original.isEmpty() ? name : name.isEmpty() ? original : name + " (" + original + ")";
        return new MailAddress(cut(shown), local(original.isEmpty() ? name : original) + "@unknown.invalid");
    }

    /** Keeps the readable characters; a digest distinguishes addresses that lose other characters. */
    private static String local(String text) {
        String readable = text.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        String digest = InternetMessageIds.sha256(text).substring(0, DIGEST);
        if (readable.length() > MAX_LOCAL) {
            readable = readable.substring(0, MAX_LOCAL);
        }
        return readable.equals(text) ? readable : (readable.isEmpty() ? "" : readable + "-") + digest;
    }

    private static String cut(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, name.offsetByCodePoints(0, MAX_NAME / 2));
    }
}
