package org.opencompliance.archiver.mapping.archived;

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

/**
 * The file of a list of users. It is read after a change, once it has stayed the same for a while, so that no part of a file that is
 * being written counts. Not thread-safe.
 */
final class UserListFile {

    private final Path path;
    private final Duration still;
    private final Clock clock;
    private Stamp seen;
    private Instant since = Instant.MIN;
    private Stamp read;

    private record Stamp(FileTime modified, long size, Object key) {}

    /** @param still how long the file must stay the same */
    UserListFile(Path path, Duration still, Clock clock) {
        this.path = path;
        this.still = still;
        this.clock = clock;
    }

    /**
     * The content, if it has changed since the last call and is complete; else null.
     *
     * @throws NoSuchFileException when there is no file
     */
    byte[] changed() throws IOException {
        try {
            return look();
        } catch (IOException e) {
            // when it returns, it is read again
            seen = null;
            read = null;
            throw e;
        }
    }

    private byte[] look() throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        Stamp now = new Stamp(file.lastModifiedTime(), file.size(), file.fileKey());
        if (!now.equals(seen)) {
            seen = now;
            since = clock.instant();
        }
        if (now.equals(read) || clock.instant().isBefore(since.plus(still))) {
            return null;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(UserList.LIMIT + 1);
            read = now;
            return content;
        }
    }
}
