package org.opencompliance.archiver.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A fetched original in a temporary file, before it is in the storage area.
 *
 * @param size in bytes
 * @param sha256 lower-case hexadecimal digits
 */
public record FetchedContent(Path file, long size, String sha256) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
