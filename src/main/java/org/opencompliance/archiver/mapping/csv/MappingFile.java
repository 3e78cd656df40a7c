package org.opencompliance.archiver.mapping.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the mapping file. A file is complete when it has not changed for a while by the clock of this machine. The
 * modification time is compared only with its own earlier value, because copies and mounted folders have their own.
 * Thread-safe.
 */
public final class MappingFile {

    private static final Logger LOG = LoggerFactory.getLogger(MappingFile.class);

    private final Path path;
    private final Duration still;
    private final Clock clock;

    private Stamp seen;
    private Instant seenSince = Instant.MIN;
    private Stamp loaded = Stamp.NOTHING;

    /** The attributes that show a change of the file. */
    record Stamp(FileTime modified, long size, Object key) {
        static final Stamp NOTHING = new Stamp(null, -1, null);
    }

    /** The content of the file, and its attributes right before the read. */
    public static final class Content {
        private final Stamp stamp;
        private final byte[] bytes;

        Content(Stamp stamp, byte[] bytes) {
            this.stamp = stamp;
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }
    }

    /**
     * @param path path of the file; empty when the settings require no custom mapping
     * @param still how long the file must be unchanged before it is read
     */
    public MappingFile(String path, Duration still, Clock clock) {
        this.path = Path.of(path.strip());
        this.still = still;
        this.clock = clock;
    }

    /** Whether the file differs from the one loaded last and has not changed for a while; false for a missing file. */
    public synchronized boolean isReady() throws IOException {
        Stamp now = stamp();
        if (!now.equals(seen)) {
            noteChange(now);
        }
        return !now.equals(Stamp.NOTHING)
                && !now.equals(loaded)
                && !clock.instant().isBefore(seenSince.plus(still));
    }

    private void noteChange(Stamp now) {
        if (now.equals(Stamp.NOTHING)) {
            LOG.warn("There is no mapping file; the mapping in force, if any, stays");
        }
        seen = now;
        seenSince = clock.instant();
    }

    /**
     * Reads the current file.
     *
     * @throws NoSuchFileException when it is missing
     */
    public Content read() throws IOException {
        Stamp before = stamp();
        try (InputStream in = Files.newInputStream(path)) {
            // one byte over the limit shows that the file is too long
            return new Content(before, in.readNBytes(MappingCsv.LIMIT + 1));
        }
    }

    /** Records that a content was put in force or refused; it is not read again until the file changes. */
    public synchronized void loaded(@Variable("mappingFile") Content content) {
        loaded = content.stamp;
    }

    private Stamp stamp() throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(file.lastModifiedTime(), file.size(), file.fileKey());
        } catch (NoSuchFileException e) {
            return Stamp.NOTHING;
        }
    }
}
