package org.opencompliance.archiver.ledger.seal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Keys as text (RFC 7468). */
final class Pem {

    static final String BEGIN = "-----BEGIN ";
    static final String END = "-----END ";

    private static final int LINE = 64;

    private Pem() {}

    static String encode(byte[] key, String label) {
        Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return BEGIN + label + "-----\n" + lines.encodeToString(key) + "\n" + END + label + "-----\n";
    }

    /** The first key with this label; empty when there is none. */
    static Optional<byte[]> decode(String text, String label) {
        String begin = BEGIN + label + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf(END + label + "-----", Math.max(0, start));
        if (start < 0 || end < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
