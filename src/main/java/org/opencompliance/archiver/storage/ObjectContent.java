package org.opencompliance.archiver.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The content of a new object.
 *
 * @param source opened once per write attempt
 * @param size number of bytes in the source
 * @param metadata printable ASCII; names have lower-case letters and digits
 */
public record ObjectContent(Source source, long size, Map<String, String> metadata) {

    public ObjectContent {
        metadata = Map.copyOf(metadata);
    }

    /** Content that can be read several times. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    public static ObjectContent of(byte[] bytes) {
        return new ObjectContent(() -> new ByteArrayInputStream(bytes), bytes.length, Map.of());
    }
}
