package org.opencompliance.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Size and hash of content.
 *
 * @param size in bytes
 * @param sha256 as lower-case hexadecimal digits
 */
public record Digest(long size, String sha256) {

    public static Digest of(byte[] bytes) {
        return of(Content.of(bytes));
    }

    public static Digest of(Content content) {
        MessageDigest digest = newSha256();
        Counter counter = new Counter();
        try (OutputStream out = new DigestOutputStream(counter, digest)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Digest(counter.count, HexFormat.of().formatHex(digest.digest()));
    }

    /** A new SHA-256 digest; each JDK provides it. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
