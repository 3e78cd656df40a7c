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
import org.opencompliance.archiver.item.Sha256;

/**
 * The file of a list of users. It is read after a change, once it has stayed the same for a while, so that no part of a file that is
 * being written counts; a content that was accepted before is read at once. Not thread-safe.
 */
final class UserListFile {

    private final Path path;
    private final Duration still;
    private final AcceptedUserList accepted;
    private final Clock clock;
    private Stamp seen;
    private Instant since = Instant.MIN;
    private Stamp read;

    private record Stamp(FileTime modified, long size, Object key) {}

    /**
     * @param still how long the file must stay the same
     * @param accepted the content that needs no such time; null for none
     */
    UserListFile(Path path, Duration still, AcceptedUserList accepted, Clock clock) {
        this.accepted = accepted;
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
        boolean changed = !now.equals(seen);
        if (changed) {
            seen = now;
            since = clock.instant();
        }
        boolean moving = clock.instant().isBefore(since.plus(still));
        if (now.equals(read) || moving && (accepted == null || !changed)) {
            return null;
        }
        byte[] content = content();
        if (moving && !accepted.is(Sha256.hex(content))) {
            return null;
        }
        read = now;
        return content;
    }

    private byte[] content() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(UserList.LIMIT + 1);
        }
    }
}
