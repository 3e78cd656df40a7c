package org.opencompliance.archiver.work;

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
public final class Spool {

    private final Path folder;

    public Spool(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a content to its end and compares it with its listing.
     *
     * @throws ChecksumMismatchException when it is not what was listed; nothing is left behind
     */
    public FetchedContent take(InputStream content, ListedItem listed) throws IOException {
        Path file = Files.createTempFile(folder, "fetched-", ".eml");
        boolean kept = false;
        try {
            FetchedContent fetched = copy(content, file);
            compare(fetched, listed);
            kept = true;
            return fetched;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static FetchedContent copy(InputStream content, Path file) throws IOException {
        MessageDigest digest = sha256();
        long size;
        try (content;
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            size = content.transferTo(out);
        }
        return new FetchedContent(file, size, HexFormat.of().formatHex(digest.digest()));
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
