package org.opencompliance.archiver.exchange.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.opencompliance.archiver.exchange.mail.EncodedText;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/** Text as an attachment in UTF-8, encoded block by block as it is read. */
final class TextAttachment implements MailAttachment {

    private final String name;
    private final String contentType;
    private final String content;
    private final long size;

    TextAttachment(String name, String contentType, String content) {
        this.name = name;
        this.contentType = contentType;
        this.content = content;
        this.size = length(content);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public String contentId() {
        return null;
    }

    @Override
    public boolean inline() {
        return false;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String sha256() {
        try (DigestInputStream in = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the content is in memory
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public InputStream open() {
        return new EncodedText(content, block -> block.getBytes(StandardCharsets.UTF_8));
    }

    /** The length in UTF-8 bytes; a lone surrogate becomes a question mark. */
    private static long length(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length++;
            } else if (c < 0x800) {
                length += 2;
            } else if (!Character.isSurrogate(c)) {
                length += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                length += 4;
                i++;
            } else {
                length++;
            }
        }
        return length;
    }
}
