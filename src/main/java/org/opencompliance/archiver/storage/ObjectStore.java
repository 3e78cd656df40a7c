package org.opencompliance.archiver.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The storage area for all data of the archiver, under names like {@code work/wechat/2026/11/21/4711.json}.
 *
 * <p>Names are relative, with segments separated by {@code /}; the caller encodes item ids in a name. Reported writes
 * are durable. Thread-safe. An {@link IOException} means that the request failed: it is unknown whether a write took
 * effect, and the call can be repeated. An {@link ObjectRefusedException} means that this one object cannot be written
 * or read now, and that this call wrote nothing.
 */
public interface ObjectStore extends Closeable {

    /**
     * Creates an object unless one of that name exists.
     *
     * @return its version; empty when an object exists, which stays unchanged
     */
    Optional<String> create(String name, ObjectContent content) throws IOException;

    /** Reads a small object with its version; empty when it does not exist. */
    Optional<StoredObject> read(String name) throws IOException;

    /**
     * The bytes of an object.
     *
     * @throws java.nio.file.NoSuchFileException when it does not exist
     */
    InputStream open(String name) throws IOException;

    /**
     * Some bytes of an object, fewer where it ends earlier.
     *
     * @param position of the first byte, within the object
     * @param length maximum number of bytes
     * @throws java.nio.file.NoSuchFileException when it does not exist
     */
    default byte[] readPart(String name, long position, int length) throws IOException {
        try (InputStream in = open(name)) {
            in.skipNBytes(position);
            return in.readNBytes(length);
        }
    }

    /** The properties of an object without its content; empty when it does not exist. */
    Optional<ObjectInfo> info(String name) throws IOException;

    /**
     * Overwrites an object that still has the version that was read. The metadata stays.
     *
     * @return the new version; empty when another writer was first
     */
    Optional<String> replace(String name, byte[] content, String expectedVersion) throws IOException;

    /**
     * Appends bytes to a log object; creates it when the position is 0.
     *
     * @return false when the object does not end at that position (or exists already, for position 0); nothing is
     *     written then
     * @throws ObjectRefusedException when this object accepts no more data; another object can
     */
    boolean append(String name, byte[] bytes, long position) throws IOException;

    /** The objects with the prefix in name order, read lazily. */
    Stream<ObjectInfo> list(String prefix) throws IOException;

    /** As {@link #list}; the metadata can be left out where it costs a read for each object. */
    default Stream<ObjectInfo> listWithoutMetadata(String prefix) throws IOException {
        return list(prefix);
    }

    /** The time of the clock that measures claims. */
    Instant now() throws IOException;
}
