package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
 * Stores the decoded contents of one mail, one after another: the first 64 KB in memory, a larger mail in one temporary file that
 * only its owner can read. One thread writes it, then any number of threads read it; closing frees the memory and deletes the file.
 */
final class MailSpool implements Closeable {

    private static final String CLOSED = "The mail is closed, its attachments can no longer be read";

    private static final int MEMORY_BYTES = 1 << 16;
    private static final int BUFFER_BYTES = 1 << 13;

    private final Path directory;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private ByteArrayOutputStream small = new ByteArrayOutputStream();
    private Path file;
    private OutputStream out = small;
    private volatile byte[] kept;
    private long end;

    private MailSpool(Path directory) {
        this.directory = directory;
    }

    /** @param directory of the temporary file; created with it */
    static MailSpool create(Path directory) {
        return new MailSpool(directory);
    }

    private static FileAttribute<?>[] owner(boolean posix, String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private void write(byte[] bytes, int count) throws IOException {
        if (file == null && end + count > MEMORY_BYTES) {
            moveToFile();
        }
        out.write(bytes, 0, count);
        end += count;
    }

    private void moveToFile() throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(directory, owner(posix, "rwx------"));
        file = Files.createTempFile(directory, "mail-", ".spool", owner(posix, "rw-------"));
        out = Files.newOutputStream(file);
        small.writeTo(out);
        small = null;
    }

    /** Appends the rest of the stream. */
    Slice append(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        long start = end;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            CpuBudget.check();
            write(buffer, count);
            digest.update(buffer, 0, count);
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

    /** @throws IOException also when the mail is closed */
    InputStream open(Slice slice) throws IOException {
        try {
            return file == null ? kept(slice) : new SliceInputStream(file, slice.offset(), slice.size());
        } catch (NoSuchFileException e) {
            throw new IOException(CLOSED, e);
        }
    }

    private InputStream kept(Slice slice) throws IOException {
        byte[] bytes = kept;
        if (bytes == null && small == null) {
            throw new IOException(CLOSED);
        }
        bytes = bytes == null ? small.toByteArray() : bytes;
        return new ByteArrayInputStream(bytes, (int) slice.offset(), (int) slice.size());
    }

    /** Ends writing. */
    void finish() throws IOException {
        out.close();
        if (file == null) {
            kept = small.toByteArray();
            small = null;
        }
        out = OutputStream.nullOutputStream();
    }

    @Override
    public void close() throws IOException {
        kept = null;
        small = null;
        buffer = null;
        try (OutputStream closing = out) {
            if (file != null) {
                Files.deleteIfExists(file);
            }
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
