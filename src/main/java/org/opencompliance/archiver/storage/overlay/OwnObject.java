package org.opencompliance.archiver.storage.overlay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** @throws IOException also when the content does not have its size */
    static OwnObject of(ObjectContent content, Path folder, Instant now, String version) throws IOException {
        try (InputStream in = content.source().open()) {
            if (content.size() <= IN_MEMORY) {
                byte[] bytes = in.readNBytes((int) content.size() + 1);
                requireSize(content, bytes.length);
                return new OwnObject(bytes, null, bytes.length, now, content.metadata(), version);
            }
            Path file = file(in, content, folder);
            return new OwnObject(null, file, content.size(), now, content.metadata(), version);
        }
    }

    private static Path file(InputStream in, ObjectContent content, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "object-", ".tmp");
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[IN_MEMORY];
            long size = 0;
            for (int n = in.read(buffer); n >= 0 && size <= content.size(); n = in.read(buffer)) {
                out.write(buffer, 0, n);
                size += n;
            }
            requireSize(content, size);
            return file;
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    private static void requireSize(ObjectContent content, long size) throws IOException {
        if (size != content.size()) {
            throw new IOException("The declared size is " + content.size() + " bytes, the content has "
                    + (size > content.size() ? "more" : "only " + size));
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
