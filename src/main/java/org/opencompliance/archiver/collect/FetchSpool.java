package org.opencompliance.archiver.collect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Sha256;

/**
 * Reads originals from the source: small ones into memory as long as there are few, others to temporary files in an owner-only folder.
 * Safe for any number of threads.
 */
public final class FetchSpool {

    /** A longer content goes to a file. */
    static final int SMALL = 64 * 1024;
    /** Bytes that all contents together may take in memory. Items that wait for the storage area keep theirs. */
    static final int MOST_HELD = 4 * 1024 * 1024;

    private final Semaphore memory = new Semaphore(MOST_HELD);
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
     * @throws OverFetchLimitException when the source lists no size and sends more than the limit
     * @throws ChecksumMismatchException when the content differs from its listing
     */
    public FetchedContent take(InputStream content, ListedItem listed) throws IOException {
        // an endless response must not fill the disk
        long most = listed.sizeBytes() < 0 ? mostBytes : listed.sizeBytes();
        FetchedContent fetched;
        try (content) {
            fetched = read(content, most);
        }
        boolean kept = false;
        try {
            if (fetched.size() > most) {
                throw tooMany(most, listed);
            }
            compare(fetched, listed);
            kept = true;
            return fetched;
        } finally {
            if (!kept) {
                fetched.close();
            }
        }
    }

    /** Reads to the end, or to the first byte over the limit. */
    private FetchedContent read(InputStream content, long most) throws IOException {
        byte[] begin = content.readNBytes((int) Math.min(most, SMALL) + 1);
        if (begin.length <= SMALL && memory.tryAcquire(begin.length)) {
            return new FetchedContent(begin, Sha256.hex(begin), () -> memory.release(begin.length));
        }
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(begin), content);
        SpooledFile spooled = SpooledFile.of(all, folder, "fetched-", ".eml", most);
        return new FetchedContent(spooled.file(), spooled.size(), spooled.sha256());
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
