package org.opencompliance.archiver.item.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailFormatException;
import org.opencompliance.archiver.exchange.mail.MailHeader;
import org.opencompliance.archiver.exchange.mail.ParsedMail;

/**
 * The mail that an original is, or that it has in the envelope of a {@link JournalReport}. The original itself stays as it came. The
 * mail is closed by its user.
 *
 * @param people the sender and the recipients that the envelope names, empty without an envelope
 */
public record Unwrapped(ParsedMail mail, List<MailAddress> people) implements Closeable {

    /** Reads the mail in an envelope. */
    @FunctionalInterface
    public interface Parser {
        ParsedMail parse(InputStream message) throws IOException, MailFormatException;
    }

    /**
     * Takes a mail out of its envelope, and closes the envelope; a mail without one stays.
     *
     * @param ofItem recognizes a header of an item, which has no envelope
     */
    public static Unwrapped of(ParsedMail original, Parser parser, Predicate<MailHeader> ofItem)
            throws IOException, MailFormatException {
        JournalReport report = JournalReport.of(original, ofItem).orElse(null);
        if (report == null) {
            return none(original);
        }
        try (original;
                InputStream message = report.message().open()) {
            return new Unwrapped(parser.parse(message), report.people());
        }
    }

    /** A mail that stays as it is. */
    public static Unwrapped none(ParsedMail original) {
        return new Unwrapped(original, List.of());
    }

    @Override
    public void close() throws IOException {
        mail.close();
    }

    /** Omits the people. */
    @Override
    public String toString() {
        return "Unwrapped[]";
    }
}
