package org.opencompliance.archiver.collect.drop;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/** A ZIP of the drop in a temporary file, compared with its manifest. Reads for any number of threads; a close deletes the file. */
final class DropZip implements Closeable {

    private final Path file;
    private final ZipFile zip;
    private final List<DropEntry> entries;

    DropZip(Path file, ZipFile zip, List<DropEntry> entries) {
        this.file = file;
        this.zip = zip;
        this.entries = List.copyOf(entries);
    }

    /** Its EML files in the order of the ZIP. */
    List<DropEntry> entries() {
        return entries;
    }

    /** The content of an EML file. */
    InputStream open(DropEntry entry) throws IOException {
        return zip.getInputStream(zip.getEntry(entry.name()));
    }

    @Override
    public void close() throws IOException {
        zip.close();
        Files.deleteIfExists(file);
    }
}
