package org.opencompliance.archiver.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A storage area that reports all failures as {@link StorageException}, and keeps the result of the last call. */
public final class WatchedObjectStore implements ObjectStore {

    private final ObjectStore store;
    private volatile String failure;

    public WatchedObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** The failure of the last call, or null when it succeeded. */
    public String failure() {
        return failure;
    }

    /**
     * Records the failure of a request that this store did not make.
     *
     * @throws StorageException always
     */
    public void failed(String what, Throwable cause) throws StorageException {
        failure = "Could not " + what + ": " + cause.getClass().getSimpleName();
        throw new StorageException(failure, null);
    }

    /**
     * Records the failure of a request that this store did not make.
     *
     * @param why a description without any data of the request
     * @throws StorageException always
     */
    public void failed(String what, String why) throws StorageException {
        failure = "Could not " + what + ": " + why;
        throw new StorageException(failure, null);
    }

    /** A content opened by other means, with the same failure reports. */
    public InputStream watched(InputStream content) {
        return new WatchedStream(content);
    }

    @Override
    public Optional<String> create(String name, ObjectContent content) throws IOException {
        return watch("create", () -> store.create(name, content));
    }

    @Override
    public Optional<StoredObject> read(String name) throws IOException {
        return watch("read", () -> store.read(name));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return watched(watch("open", () -> store.open(name)));
    }

    @Override
    public byte[] readPart(String name, long position, int length) throws IOException {
        return watch("read", () -> store.readPart(name, position, length));
    }

    @Override
    public Optional<ObjectInfo> info(String name) throws IOException {
        return watch("look up", () -> store.info(name));
    }

    @Override
    public Optional<String> replace(String name, byte[] content, String expectedVersion) throws IOException {
        return watch("replace", () -> store.replace(name, content, expectedVersion));
    }

    @Override
    public boolean append(String name, byte[] bytes, long position) throws IOException {
        return watch("append to", () -> store.append(name, bytes, position));
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) throws IOException {
        return watch("list", () -> store.list(prefix));
    }

    @Override
    public Stream<ObjectInfo> listWithoutMetadata(String prefix) throws IOException {
        return watch("list", () -> store.listWithoutMetadata(prefix));
    }

    @Override
    public Instant now() throws IOException {
        return watch("ask the time of", store::now);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private <T> T watch(String what, Call<T> call) throws IOException {
        try {
            T result = call.make();
            failure = null;
            return result;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (ObjectRefusedException e) {
            failure = "Could not " + what + " an object of the storage area: " + e.getMessage();
            throw new ObjectRefusedException(failure);
        } catch (IOException | UncheckedIOException e) {
            throw noted(what, e);
        }
    }

    private StorageException noted(String what, Exception e) {
        failure = "Could not " + what + " an object of the storage area: "
                + e.getClass().getSimpleName();
        return new StorageException(failure, e);
    }

    /** A content that ends early is a failure of the area, not of the item. */
    private final class WatchedStream extends FilterInputStream {

        WatchedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException | RuntimeException e) {
                throw noted("read", e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException | RuntimeException e) {
                throw noted("read", e);
            }
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws IOException;
    }
}
