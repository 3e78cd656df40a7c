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
 * Watches the mapping file. A file counts as written when it has looked the same for a while by this machine's clock;
 * the time stamp of the file is only compared with itself, since copies and mounted folders bring their own. May be
 * used by any thread.
 */
public final class MappingFile {

    private static final Logger LOG = LoggerFactory.getLogger(MappingFile.class);

    private final Path path;
    private final Duration still;
    private final Clock clock;

    private Stamp seen;
    private Instant seenSince = Instant.MIN;
    private Stamp loaded = Stamp.NOTHING;

    /** How a file looks from outside. */
    record Stamp(FileTime modified, long size, Object key) {
        static final Stamp NOTHING = new Stamp(null, -1, null);
    }

    /** What was read, and how the file looked right before. */
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
     * @param path where the file is; empty when no custom mapping is asked for
     * @param still how long it must look the same before it is read
     */
    public MappingFile(String path, Duration still, Clock clock) {
        this.path = Path.of(path.strip());
        this.still = still;
        this.clock = clock;
    }

    /** Whether the file is another than the one loaded last, and has not changed for a while. A missing file is not. */
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
     * The file as it is now.
     *
     * @throws NoSuchFileException when it is missing
     */
    public Content read() throws IOException {
        Stamp before = stamp();
        try (InputStream in = Files.newInputStream(path)) {
            // one byte more than allowed is enough to see that it is too long
            return new Content(before, in.readNBytes(MappingCsv.LIMIT + 1));
        }
    }

    /** Notes that a content was put in force or refused, so that it is not read again until the file changes. */
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
