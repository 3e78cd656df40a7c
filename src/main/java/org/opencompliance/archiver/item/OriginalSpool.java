package org.opencompliance.archiver.item;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes stored originals to temporary files in an owner-only folder, so that an altered or unreadable one is found before its first
 * byte is sent: a receiver may take a stream that breaks off for the whole. Safe for any number of threads.
 */
public final class OriginalSpool {

    private final Path folder;

    public OriginalSpool(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads an original to its end and closes it.
     *
     * @param recorded the size and the SHA-256 at the staging
     * @return the file, which the caller deletes
     * @throws OriginalAlteredException when the original differs from its record; no file remains
     */
    public Path take(InputStream original, ListedItem recorded) throws IOException {
        Path file = Files.createTempFile(folder, "original-", ".eml");
        boolean kept = false;
        try (MeasuredOriginal measured = new MeasuredOriginal(original, recorded);
                OutputStream out = Files.newOutputStream(file)) {
            measured.transferTo(out);
            measured.verified();
            kept = true;
            return file;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }
}
