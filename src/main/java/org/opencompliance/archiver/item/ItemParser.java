package org.opencompliance.archiver.item;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.mail.MailFormatException;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.exchange.mail.ParsedMail;

/** Makes items of originals. Immutable, for any number of threads. */
public final class ItemParser {

    /** How fields are named; an error page that was delivered as an item has none of that form. */
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private final MailParser mails;

    public ItemParser(MailParser mails) {
        this.mails = Objects.requireNonNull(mails, "mails");
    }

    /**
     * Reads the original to its end; the caller closes the stream, and the item.
     *
     * @throws MalformedItemException when the bytes are no message: none at all, without any header, or beyond every
     * limit
     * @throws IOException when they cannot be read, or the temporary file cannot be written
     */
    public Item parse(InputStream original, ListedItem listed, String connector)
            throws IOException, MalformedItemException {
        MessageDigest digest = Sha256.digest();
        ParsedMail mail = parse(new DigestInputStream(original, digest), listed);
        if (mail.headers().stream()
                .noneMatch(field -> FIELD_NAME.matcher(field.name()).matches())) {
            mail.close();
            throw new MalformedItemException("Item " + ItemId.encode(listed.id()) + " has no header, it is no message");
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new Item(listed, connector, sha256, TeleMessageHeaders.of(mail.headers()), mail);
    }

    private ParsedMail parse(InputStream original, ListedItem listed) throws IOException, MalformedItemException {
        try {
            return mails.parse(original);
        } catch (MailFormatException e) {
            throw new MalformedItemException(
                    "Item " + ItemId.encode(listed.id()) + " is malformed: " + e.getMessage(), e);
        }
    }
}
