package org.opencompliance.archiver.item;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Item ids of the copies of a message, and item ids as parts of object names. */
public final class ItemId {

    private static final int MAX_BYTES = 120;
    private static final int KEPT_BYTES = 80;
    private static final HexFormat UPPER_HEX = HexFormat.of().withUpperCase();
    private static final String COPY = "_copy-";
    private static final int COPY_DIGITS = 16;
    private static final Pattern ID_OF_COPY =
            Pattern.compile("(.+)" + COPY + "[0-9a-f]{" + COPY_DIGITS + "}", Pattern.DOTALL);

    private ItemId() {}

    /**
     * The id of the copy of a message for one owner. It has a part of a SHA-256 in place of the owner, who can be a phone number; the
     * SHA-256 is of both, so that the copies of an owner cannot be counted by their ids.
     *
     * @param id the id that all copies have
     * @param owner as the header names it, in any case and with any spaces; null when it names nobody
     * @return the same id when there is no owner
     */
    public static String ofCopy(String id, String owner) {
        if (owner == null || owner.isBlank()) {
            return id;
        }
        String name = owner.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return id + COPY + Sha256.hex(utf8(id + "\n" + name)).substring(0, COPY_DIGITS);
    }

    /** The id that all copies of a message have, for the id of one of them; empty for another id. */
    public static Optional<String> ofAllCopies(String id) {
        Matcher copy = ID_OF_COPY.matcher(id);
        return copy.matches() ? Optional.of(copy.group(1)) : Optional.empty();
    }

    /**
     * Encodes the id in characters without special meaning in any storage. ASCII letters, digits, {@code -} and
     * {@code _} stay. All other characters become percent-encoded UTF-8. The dot is encoded too, so that no name is
     * {@code .} or {@code ..} or seems to have an extension. An encoding over 120 bytes becomes its first 80 bytes,
     * {@code ~} and the SHA-256 of the id. Different ids have different encodings. Ids that differ only in case have
     * encodings that differ only in case.
     *
     * @throws IllegalArgumentException when the id is empty
     */
    public static String encode(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("An item id is not empty");
        }
        byte[] octets = utf8(id);
        StringBuilder encoded = new StringBuilder();
        for (byte octet : octets) {
            if (isKept(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(UPPER_HEX.toHexDigits(octet));
            }
        }
        return encoded.length() <= MAX_BYTES
                ? encoded.toString()
                : encoded.substring(0, KEPT_BYTES) + "~" + Sha256.hex(octets);
    }

    private static boolean isKept(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    private static byte[] utf8(String id) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        id.codePoints().forEach(character -> {
            if (Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE) {
                // an unpaired surrogate has no UTF-8; Java would write '?' for each, and two ids would become one
                octets.write(0xE0 | character >> 12);
                octets.write(0x80 | character >> 6 & 0x3F);
                octets.write(0x80 | character & 0x3F);
            } else {
                octets.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
        });
        return octets.toByteArray();
    }
}
