package org.opencompliance.archiver.collect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A fetched original before it is in the storage area: in memory, or in a temporary file. */
public final class FetchedContent implements AutoCloseable {

    private final Path file;
    private final long size;
    private final String sha256;
    private final Runnable closing;
    private byte[] bytes;

    /**
     * A content in memory.
     *
     * @param sha256 lower-case hexadecimal digits
     * @param closing runs once, when this is closed
     */
    FetchedContent(byte[] bytes, String sha256, Runnable closing) {
        this(bytes, null, bytes.length, sha256, closing);
    }

    /**
     * @param file deleted when this is closed
     * @param size in bytes
     * @param sha256 lower-case hexadecimal digits
     */
    public FetchedContent(Path file, long size, String sha256) {
        this(null, file, size, sha256, () -> {});
    }

    private FetchedContent(byte[] bytes, Path file, long size, String sha256, Runnable closing) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
        this.sha256 = sha256;
        this.closing = closing;
    }

    /**
     * The content from its beginning; any number of times. A stream of a content in memory can be marked and reset.
     *
     * @throws IOException when this is closed
     */
    public synchronized InputStream open() throws IOException {
        if (file != null) {
            return Files.newInputStream(file);
        }
        if (bytes == null) {
            throw new IOException("The fetched content is closed");
        }
        return new ByteArrayInputStream(bytes);
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

    /** Deletes the file, or releases the memory. */
    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        } else if (bytes != null) {
            bytes = null;
            closing.run();
        }
    }
}
