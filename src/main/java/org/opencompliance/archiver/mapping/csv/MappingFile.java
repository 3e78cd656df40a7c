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
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the mapping file. A file is complete when it has not changed for a while by the clock of this machine. The
 * modification time is compared only with its own earlier value, because copies and mounted folders have their own.
 * Thread-safe.
 */
public final class MappingFile {

    private static final Logger LOG = LoggerFactory.getLogger(MappingFile.class);

    /** How many looks, and how many times {@code still}, a start waits for a changed file, which may change again meanwhile. */
    private static final int PATIENCE = 4;

    private final Path path;
    private final Duration still;
    private final Clock clock;

    private Stamp seen;
    private Instant seenSince = Instant.MIN;
    private Stamp loaded = Stamp.NOTHING;
    private Instant awaitedSince;
    private int awaited;

    /**
     * The attributes that show a change of the file.
     *
     * @param modified null for a missing file
     */
    public record Stamp(FileTime modified, long size, Object key) {
        static final Stamp NOTHING = new Stamp(null, -1, null);
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

    /**
     * Whether a start may use the mapping of before: not while a file with other content waits to be read, so that a command after a
     * change of the file does not map by the old one.
     *
     * @param before the content of the mapping of before
     */
    public synchronized boolean allows(byte[] before) {
        try {
            Stamp now = stamp();
            if (now.equals(Stamp.NOTHING) || now.equals(loaded) || Arrays.equals(read(), before)) {
                return true;
            }
        } catch (IOException e) {
            LOG.debug("The mapping file {} cannot be read; the mapping of before is used", path, e);
            return true;
        }
        if (awaitedSince == null) {
            LOG.info("The mapping file {} has changed; no item is mapped before it is read", path);
            awaitedSince = clock.instant();
        }
        awaited++;
        return awaited > PATIENCE && !clock.instant().isBefore(awaitedSince.plus(still.multipliedBy(PATIENCE)));
    }

    private void noteChange(Stamp now) {
        if (now.equals(Stamp.NOTHING)) {
            LOG.warn("There is no mapping file {}; the mapping in force, if any, stays", path);
        }
        seen = now;
        seenSince = clock.instant();
    }

    /** The attributes of the current file. */
    public Stamp stamp() throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(file.lastModifiedTime(), file.size(), file.fileKey());
        } catch (NoSuchFileException e) {
            return Stamp.NOTHING;
        }
    }

    /**
     * Reads the current file, up to one byte over the limit, which shows that it is too long.
     *
     * @throws NoSuchFileException when it is missing
     */
    public byte[] read() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(MappingCsv.LIMIT + 1);
        }
    }

    /**
     * Records that the file was put in force or refused; it is not read again until it changes.
     *
     * @param before its attributes right before the read
     */
    public synchronized void loaded(Stamp before) {
        loaded = before;
    }
}
