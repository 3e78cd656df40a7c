package org.opencompliance.archiver.collect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A fetched original before it is in the storage area: a small one in memory, any other in a temporary file. Immutable. */
public final class FetchedContent implements AutoCloseable {

    private final byte[] bytes;
    private final Path file;
    private final long size;
    private final String sha256;

    /** @param sha256 lower-case hexadecimal digits */
    public FetchedContent(byte[] bytes, String sha256) {
        this(bytes, null, bytes.length, sha256);
    }

    /**
     * @param file deleted when this is closed
     * @param size in bytes
     * @param sha256 lower-case hexadecimal digits
     */
    public FetchedContent(Path file, long size, String sha256) {
        this(null, file, size, sha256);
    }

    private FetchedContent(byte[] bytes, Path file, long size, String sha256) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
        this.sha256 = sha256;
    }

    /** The content from its beginning; any number of times until this is closed. */
    public InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    /** The temporary file; null for a content in memory. */
    public Path file() {
        return file;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** Lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
