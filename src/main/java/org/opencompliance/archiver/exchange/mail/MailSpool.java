package org.opencompliance.archiver.exchange.mail;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stores the decoded contents of one mail, one after another, in one temporary file that only its owner can read. One
 * thread writes it, then any number of threads read it; closing deletes the file.
 */
final class MailSpool implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long end;

    private MailSpool(Path file) throws IOException {
        this.file = file;
        this.out = Files.newOutputStream(file);
    }

    static MailSpool create(Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(directory, owner(posix, "rwx------"));
        return new MailSpool(Files.createTempFile(directory, "mail-", ".spool", owner(posix, "rw-------")));
    }

    private static FileAttribute<?>[] owner(boolean posix, String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Appends the rest of the stream. */
    Slice append(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        long start = end;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            CpuBudget.check();
            out.write(buffer, 0, count);
            digest.update(buffer, 0, count);
            end += count;
        }
        return new Slice(start, end - start, HexFormat.of().formatHex(digest.digest()));
    }

    /** Whether the content is only white space. */
    boolean isBlank(Slice slice) throws IOException {
        try (InputStream in = open(slice)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    if (!Character.isWhitespace(buffer[i])) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    InputStream open(Slice slice) throws IOException {
        try {
            return new SliceInputStream(file, slice.offset(), slice.size());
        } catch (NoSuchFileException e) {
            throw new IOException("The mail is closed, its attachments can no longer be read", e);
        }
    }

    /** Ends writing. */
    void finish() throws IOException {
        out.close();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            Files.deleteIfExists(file);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** One content: its offset, its length in bytes and its SHA-256 in hexadecimal digits. */
    record Slice(long offset, long size, String sha256) {}
}
