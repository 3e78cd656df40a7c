package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.opencompliance.archiver.item.ListedItem;

/** Writes originals from the source to temporary files in an owner-only folder. Safe for any number of threads. */
public final class FetchSpool {

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
        // an endless response must not fill the disk
        long most = listed.sizeBytes() < 0 ? mostBytes : listed.sizeBytes();
        SpooledFile spooled = null;
        boolean kept = false;
        try {
            try (content) {
                spooled = SpooledFile.of(content, folder, "fetched-", ".eml", most);
            }
            if (spooled.size() > most) {
                throw tooMany(most, listed);
            }
            FetchedContent fetched = new FetchedContent(spooled.file(), spooled.size(), spooled.sha256());
            compare(fetched, listed);
            kept = true;
            return fetched;
        } finally {
            if (!kept && spooled != null) {
                spooled.delete();
            }
        }
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
