package org.opencompliance.archiver.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opencompliance.archiver.storage.disk.Locks;

/**
 * The storage area in a directory that only its owner may enter, for one process.
 *
 * <p>Thread-safe. Writes of the same name wait for each other, others do not. Each method forces its data to the disk
 * before it returns. The version of an object is the SHA-256 of its content.
 */
public final class LocalObjectStore implements ObjectStore {

    /** Number of locks that the names share; more than the number of threads that write at once. */
    private static final int LOCKS = 1024;

    private final LocalArea area;
    private final LocalFileNames names;
    private final LocalMetadata metadata;
    private final boolean hardLinks;
    private final Clock clock;
    private final Locks locks = new Locks(LOCKS);
    private final LocalAreaLock connector;

    private LocalObjectStore(LocalArea area, boolean hardLinks, boolean caseSensitive, Clock clock) {
        this(area, null, hardLinks, caseSensitive, clock);
    }

    /** @param connector null for a handle of no connector */
    private LocalObjectStore(
            LocalArea area, LocalAreaLock connector, boolean hardLinks, boolean caseSensitive, Clock clock) {
        this.area = area;
        this.connector = connector;
        this.names = new LocalFileNames(caseSensitive);
        this.metadata = new LocalMetadata(area, names);
        this.hardLinks = hardLinks;
        this.clock = clock;
    }

    /**
     * Opens the area in a directory; creates it when it is missing.
     *
     * @param clock measures claims and dates the objects
     * @throws IOException when group or others may enter the directory, or another process has it open; the message
     *     names the correction
     */
    public static LocalObjectStore open(Path directory, Clock clock) throws IOException {
        LocalArea area = LocalArea.open(directory);
        return new LocalObjectStore(area, area.hardLinks(), area.caseSensitive(), clock);
    }

    /**
     * Opens an area that another process may have open. Use it only to read and to create objects that no other
     * process writes: replace and append need the lock.
     */
    public static LocalObjectStore attach(Path directory, Clock clock) throws IOException {
        LocalArea area = LocalArea.attach(directory);
        return new LocalObjectStore(area, area.hardLinks(), area.caseSensitive(), clock);
    }

    /**
     * A further handle of an open area, for one connector: as long as it is open, {@link #isOpen(Path, String)} holds. The area stays
     * open until the last handle is closed. The handles of a process have no name in common that both write.
     *
     * @throws IOException when this process works for the connector already
     */
    public LocalObjectStore share(String connector) throws IOException {
        LocalAreaLock lock = area.lockOf(connector);
        try {
            return new LocalObjectStore(area.share(), lock, hardLinks, names.caseSensitive(), clock);
        } catch (IllegalStateException e) {
            lock.close();
            throw e;
        }
    }

    /** Whether a process has the area open. The answer can change at any time. */
    public static boolean isOpen(Path directory) throws IOException {
        return LocalAreaLock.isTaken(directory.toAbsolutePath().normalize());
    }

    /** Whether a process with the area works for a connector. The answer can change at any time. */
    public static boolean isOpen(Path directory, String connector) throws IOException {
        return LocalAreaLock.isTaken(directory.toAbsolutePath().normalize(), connector);
    }

    /** Opens an area only to read it, also one that another process has open; a missing one has no objects. */
    public static LocalObjectStore look(Path directory, Clock clock) {
        LocalArea area = LocalArea.look(directory);
        return new LocalObjectStore(area, area.hardLinks(), area.caseSensitive(), clock);
    }

    /** Opens the area as if its file system could do less than it can. */
    static LocalObjectStore open(Path directory, Clock clock, boolean hardLinks, boolean caseSensitive)
            throws IOException {
        return new LocalObjectStore(LocalArea.open(directory), hardLinks, caseSensitive, clock);
    }

    @Override
    public Optional<String> create(String name, ObjectContent content) throws IOException {
        Path file = file(name);
        ObjectNames.requireMetadata(content.metadata());
        if (Files.exists(file)) {
            return Optional.empty();
        }
        Instant modified = clock.instant();
        Draft draft = draft(content, modified);
        boolean published = false;
        try {
            synchronized (locks.of(name)) {
                if (Files.exists(file)) {
                    return Optional.empty();
                }
                metadata.write(name, content.metadata());
                published = area.publish(draft.file(), file, hardLinks);
                return published ? Optional.of(draft.version()) : Optional.empty();
            }
        } finally {
            if (!published) {
                Files.deleteIfExists(draft.file());
            }
        }
    }

    /** Complete content without a name. */
    private record Draft(Path file, String version) {}

    private Draft draft(ObjectContent content, Instant modified) throws IOException {
        MessageDigest digest = ContentHash.digest();
        try (InputStream in = new DigestInputStream(content.source().open(), digest)) {
            Path file = area.temporary(in, content.size(), modified);
            return new Draft(file, ContentHash.of(digest));
        }
    }

    @Override
    public Optional<StoredObject> read(String name) throws IOException {
        try {
            byte[] content = Files.readAllBytes(file(name));
            return Optional.of(new StoredObject(name, content, ContentHash.of(content)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** A symbolic link is not an object: its target can be anywhere. */
    @Override
    public InputStream open(String name) throws IOException {
        Path file = file(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(name);
        }
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Optional<ObjectInfo> info(String name) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            Instant modified = attributes.lastModifiedTime().toInstant();
            return Optional.of(new ObjectInfo(name, attributes.size(), modified, metadata.read(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> replace(String name, byte[] content, String expectedVersion) throws IOException {
        Path file = file(name);
        synchronized (locks.of(name)) {
            Optional<StoredObject> current = read(name);
            if (current.isEmpty() || !current.get().version().equals(expectedVersion)) {
                return Optional.empty();
            }
            InputStream in = new ByteArrayInputStream(content);
            area.replace(area.temporary(in, content.length, clock.instant()), file);
            return Optional.of(ContentHash.of(content));
        }
    }

    @Override
    public boolean append(String name, byte[] bytes, long position) throws IOException {
        if (position == 0) {
            return create(name, ObjectContent.of(bytes)).isPresent();
        }
        Path file = file(name);
        synchronized (locks.of(name)) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (channel.size() != position) {
                    return false;
                }
                write(channel, bytes, position);
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                channel.force(true);
                return true;
            }
        }
    }

    private static void write(FileChannel channel, byte[] bytes, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer, position + buffer.position());
            }
        } catch (IOException e) {
            // a full disk accepts a part; without that part the same append can be retried
            truncate(channel, position, e);
            throw e;
        }
    }

    private static void truncate(FileChannel channel, long position, IOException failure) {
        try {
            channel.truncate(position);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Objects created while the stream is consumed may or may not be in it. A read failure throws an {@link
     * UncheckedIOException}.
     */
    @Override
    public Stream<ObjectInfo> list(String prefix) {
        FoundMetadata found = new FoundMetadata();
        return listWithoutMetadata(prefix).map(found::with);
    }

    /** One look at each file; the metadata would be one more file for each object. */
    @Override
    public Stream<ObjectInfo> listWithoutMetadata(String prefix) {
        ObjectNames.requirePrefix(prefix);
        LocalListing listing = new LocalListing(area.root(), names, prefix, LocalListing.PORTION);
        int order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(listing, order), false)
                .onClose(listing::close);
    }

    /** Adds the metadata; most folders have none. */
    private final class FoundMetadata {

        private String folder;
        private boolean known;

        ObjectInfo with(ObjectInfo info) {
            String of = info.name().substring(0, info.name().lastIndexOf('/') + 1);
            if (!of.equals(folder)) {
                folder = of;
                known = metadata.isKnown(of);
            }
            try {
                Map<String, String> read = known ? metadata.read(info.name()) : Map.of();
                return new ObjectInfo(info.name(), info.size(), info.lastModified(), read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    /** Closes this handle; the last one releases the directory for another process. */
    @Override
    public void close() throws IOException {
        try {
            if (connector != null) {
                connector.close();
            }
        } finally {
            area.close();
        }
    }

    private Path file(String name) {
        return names.resolve(area.root(), ObjectNames.requireName(name));
    }
}
