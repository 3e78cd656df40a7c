package org.opencompliance.archiver.exchange.support;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/** An attachment from memory. */
public record TestAttachment(String name, String contentType, String contentId, boolean inline, byte[] content)
        implements MailAttachment {

    public static TestAttachment of(String name, int size) {
        return of(name, pattern(size));
    }

    public static TestAttachment of(String name, byte[] content) {
        return new TestAttachment(name, "application/octet-stream", null, false, content);
    }

    /** Bytes in which no two blocks of the usual sizes are equal. */
    public static byte[] pattern(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + i / 251 + i / 65_521);
        }
        return bytes;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }
}
