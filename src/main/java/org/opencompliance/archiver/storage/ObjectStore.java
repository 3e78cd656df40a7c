package org.opencompliance.archiver.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The storage area: everything the archiver keeps, under names like {@code work/wechat/2026/11/21/4711.json}.
 *
 * <p>Names are relative, their segments separated by {@code /}; whoever makes one from an item id encodes the id. What
 * a method reports as written is durable. All methods may be called from any thread. An {@link IOException} means that
 * the area could not be asked: nothing is known of what was to be written, and the call may be repeated. An {@link
 * ObjectRefusedException} is known: this one object cannot be written or read now, and nothing was written.
 */
public interface ObjectStore extends Closeable {

    /**
     * Creates an object if there is none of that name.
     *
     * @return its version, or nothing when there is one already, which is left as it is
     */
    Optional<String> create(String name, ObjectContent content) throws IOException;

    /** A small object with its version, or nothing when there is none. */
    Optional<StoredObject> read(String name) throws IOException;

    /**
     * The bytes of an object.
     *
     * @throws java.nio.file.NoSuchFileException when there is none of that name
     */
    InputStream open(String name) throws IOException;

    /** What is known of an object without reading it, or nothing when there is none. */
    Optional<ObjectInfo> info(String name) throws IOException;

    /**
     * Writes a new content over an object that still has the version it was read with. The metadata stays.
     *
     * @return the new version, or nothing when somebody else was first
     */
    Optional<String> replace(String name, byte[] content, String expectedVersion) throws IOException;

    /**
     * Adds bytes to the end of a log object, which is created when the position is 0.
     *
     * @return false when the object does not end at that position (or exists already, for position 0); nothing is
     *     written then
     * @throws ObjectRefusedException when the object takes no more, while another may
     */
    boolean append(String name, byte[] bytes, long position) throws IOException;

    /** Everything whose name begins with the prefix, in the order of the names, read as the stream is consumed. */
    Stream<ObjectInfo> list(String prefix) throws IOException;

    /** The clock that claims are measured with. */
    Instant now() throws IOException;
}
