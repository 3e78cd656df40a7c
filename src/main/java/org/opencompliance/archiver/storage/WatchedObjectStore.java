package org.opencompliance.archiver.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A storage area whose failures have one name, and which remembers whether the last call succeeded. */
public final class WatchedObjectStore implements ObjectStore {

    private final ObjectStore store;
    private volatile String failure;

    public WatchedObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** What the last call failed with, or null when it succeeded. */
    public String failure() {
        return failure;
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
        return watch("open", () -> store.open(name));
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
        } catch (IOException | UncheckedIOException e) {
            failure = "Could not " + what + " an object of the storage area: "
                    + e.getClass().getSimpleName();
            throw new StorageException(failure, e);
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws IOException;
    }
}
