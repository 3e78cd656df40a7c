package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Sha256;

/** Writes originals from the source to temporary files in an owner-only folder. Safe for any number of threads. */
public final class FetchSpool {

    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final long mostBytes;

    /** @param mostBytes size limit of an item without a listed size */
    public FetchSpool(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * Reads the content to its end and compares it with its listing.
     *
     * @throws OverFetchLimitException when the source lists no size and sends more than the limit; the file is deleted
     * @throws ChecksumMismatchException when the content differs from its listing; the file is deleted
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
        MessageDigest digest = Sha256.digest();
        long size;
        try (content;
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            size = copy(content, out, listed);
        }
        return new FetchedContent(file, size, HexFormat.of().formatHex(digest.digest()));
    }

    /** Stops at the first byte over the limit: an endless response must not fill the disk. */
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
}
