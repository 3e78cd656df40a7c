package org.opencompliance.archiver.item;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Item ids as parts of object names. */
public final class ItemId {

    private static final int MAX_BYTES = 120;
    private static final int KEPT_BYTES = 80;
    private static final HexFormat UPPER_HEX = HexFormat.of().withUpperCase();

    private ItemId() {}

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
