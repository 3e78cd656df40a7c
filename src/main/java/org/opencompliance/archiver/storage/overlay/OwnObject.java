package org.opencompliance.archiver.storage.overlay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;

/**
 * An object that was written to an overlay. Immutable.
 *
 * @param bytes the content of a small one, else null
 * @param file the content of a large one, else null
 * @param version unique in the overlay
 */
record OwnObject(byte[] bytes, Path file, long size, Instant written, Map<String, String> metadata, String version) {

    /** Larger contents, such as originals, are in files. */
    private static final int IN_MEMORY = 64 * 1024;

    static OwnObject of(ObjectContent content, Path folder, Instant now, String version) throws IOException {
        try (InputStream in = content.source().open()) {
            if (content.size() <= IN_MEMORY) {
                byte[] bytes = in.readAllBytes();
                return new OwnObject(bytes, null, bytes.length, now, content.metadata(), version);
            }
            Path file = Files.createTempFile(folder, "object-", ".tmp");
            try (var out = Files.newOutputStream(file)) {
                return new OwnObject(null, file, in.transferTo(out), now, content.metadata(), version);
            } catch (IOException | RuntimeException e) {
                Files.delete(file);
                throw e;
            }
        }
    }

    ObjectInfo info(String name) {
        return new ObjectInfo(name, size, written, metadata);
    }

    InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    byte[] content() throws IOException {
        return file == null ? bytes.clone() : Files.readAllBytes(file);
    }

    void discard() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
