package org.opencompliance.archiver.exchange.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The internet message ids by which a second import finds the first. */
public final class InternetMessageIds {

    private InternetMessageIds() {}

    /** The id of an item in a mailbox: always the same for one mailbox, and different for each mailbox. */
    public static String of(String connector, String itemId, String mailbox) {
        String key = connector + "\n" + itemId + "\n" + mailbox;
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
