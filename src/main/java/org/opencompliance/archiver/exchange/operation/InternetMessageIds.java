package org.opencompliance.archiver.exchange.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The internet message ids by which a second import finds the first. */
public final class InternetMessageIds {

    /** Visible ASCII in angle brackets, at most a line of mail (RFC 5322 sections 2.1.1 and 3.6.4). */
    private static final Pattern VALID = Pattern.compile("<[!-;=?-~]{1,996}>");

    private InternetMessageIds() {}

    /** The id of an item in a mailbox: always the same for one mailbox, and different for each mailbox. */
    public static String of(String connector, String itemId, String mailbox) {
        String key = connector + "\n" + itemId + "\n" + mailbox;
        return id(key);
    }

    /**
     * The id of a mail that has no item: as written or, if that is no id of RFC 5322, always the same for one text.
     *
     * @param written the {@code Message-ID}, or null if the mail has none
     */
    static String ofMail(String written) {
        return written == null || VALID.matcher(written).matches() ? written : id(written);
    }

    private static String id(String key) {
        return "<" + sha256(key) + "@archive.invalid>";
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
