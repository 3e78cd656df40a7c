package org.opencompliance.archiver.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an object is created from.
 *
 * @param source opened once for each try to write it
 * @param size how many bytes the source gives
 * @param metadata printable ASCII, names in lower-case letters and digits
 */
public record ObjectContent(Source source, long size, Map<String, String> metadata) {

    public ObjectContent {
        metadata = Map.copyOf(metadata);
    }

    /** Something that can be read more than once. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    public static ObjectContent of(byte[] bytes) {
        return new ObjectContent(() -> new ByteArrayInputStream(bytes), bytes.length, Map.of());
    }

    public static ObjectContent of(Path file, Map<String, String> metadata) throws IOException {
        return new ObjectContent(() -> Files.newInputStream(file), Files.size(file), metadata);
    }
}
