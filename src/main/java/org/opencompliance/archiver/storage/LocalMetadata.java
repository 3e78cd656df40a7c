package org.opencompliance.archiver.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metadata of objects, in files with the same names under {@code .metadata}. A file is written before its object gets its
 * name and never changes afterwards. A file without an object has no meaning; the next attempt overwrites it.
 */
final class LocalMetadata {

    private final LocalArea area;
    private final LocalFileNames names;
    private final Path folder;

    LocalMetadata(LocalArea area, LocalFileNames names) {
        this.area = area;
        this.names = names;
        this.folder = area.root().resolve(".metadata");
    }

    /** Writes the metadata of an object that does not exist yet; the caller holds the lock of the name. */
    void write(String name, Map<String, String> metadata) throws IOException {
        Path file = names.resolve(folder, name);
        if (metadata.isEmpty()) {
            area.remove(file);
            return;
        }
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(metadata)
                .forEach((key, value) ->
                        lines.append(key).append('=').append(value).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
        area.replace(area.temporary(new ByteArrayInputStream(bytes), bytes.length, null), file);
    }

    /** Whether an object in a folder, with a slash at its end, can have metadata. */
    boolean isKnown(String folderOfObjects) {
        return Files.isDirectory(folderOfObjects.isEmpty() ? folder : names.resolve(folder, folderOfObjects));
    }

    Map<String, String> read(String name) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(names.resolve(folder, name), StandardCharsets.US_ASCII)) {
                int equals = line.indexOf('=');
                metadata.put(line.substring(0, equals), line.substring(equals + 1));
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        return Map.copyOf(metadata);
    }
}
