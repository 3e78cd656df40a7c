package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.opencompliance.archiver.item.ListedItem;

/** Takes the originals from the source into temporary files of an owner-only folder. Safe for any number of threads. */
public final class FetchSpool {

    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final long mostBytes;

    /** @param mostBytes of an item whose size the source does not say */
    public FetchSpool(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * Reads a content to its end and compares it with its listing.
     *
     * @throws OverFetchLimitException when the source lists no size and gives more than the limit; nothing is left behind
     * @throws ChecksumMismatchException when it is not what was listed; nothing is left behind
     */
    public FetchedContent take(InputStream content, ListedItem listed) throws IOException {
        Path file = Files.createTempFile(folder, "fetched-", ".eml");
        boolean kept = false;
        try {
            FetchedContent fetched = copy(content, file, listed);
            compare(fetched, listed);
            kept = true;
            return fetched;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private FetchedContent copy(InputStream content, Path file, ListedItem listed) throws IOException {
        MessageDigest digest = sha256();
        long size;
        try (content;
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            size = copy(content, out, listed);
        }
        return new FetchedContent(file, size, HexFormat.of().formatHex(digest.digest()));
    }

    /** Stops at one byte too many: a source that never ends must not fill the disk. */
    private long copy(InputStream content, OutputStream out, ListedItem listed) throws IOException {
        long most = listed.sizeBytes() < 0 ? mostBytes : listed.sizeBytes();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            if (size > most) {
                throw tooMany(most, listed);
            }
            out.write(buffer, 0, read);
        }
        return size;
    }

    private static ChecksumMismatchException tooMany(long most, ListedItem listed) {
        return listed.sizeBytes() < 0
                ? new OverFetchLimitException(
                        "The source lists no size and gave more than the " + most + " bytes of archiver.fetch-limit")
                : new ChecksumMismatchException("The source gave more than the " + most + " bytes it may have");
    }

    private static void compare(FetchedContent fetched, ListedItem listed) {
        if (listed.sizeBytes() >= 0 && fetched.size() != listed.sizeBytes()) {
            throw new ChecksumMismatchException(
                    "The source listed " + listed.sizeBytes() + " bytes and gave " + fetched.size());
        }
        if (listed.sha256() != null && !listed.sha256().equalsIgnoreCase(fetched.sha256())) {
            throw new ChecksumMismatchException("The content's SHA-256 is not the listed one");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
