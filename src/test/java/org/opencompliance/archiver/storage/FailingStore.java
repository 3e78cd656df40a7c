package org.opencompliance.archiver.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A real store with injectable failures for some names; it records the listed prefixes, and the names opened and written. */
public final class FailingStore implements ObjectStore {

    private final ObjectStore store;
    private final List<String> listings = new ArrayList<>();
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final AtomicInteger ledgerWrites = new AtomicInteger();
    private volatile Predicate<String> unwritable = name -> false;
    private volatile Predicate<String> unknown = name -> false;

    public FailingStore(ObjectStore store) {
        this.store = store;
    }

    /** Names that cannot be written until {@link #recover}. */
    public void failWritesTo(Predicate<String> names) {
        unwritable = names;
    }

    /** Names that cannot be looked up until {@link #recover}. */
    public void failLookUpsOf(Predicate<String> names) {
        unknown = names;
    }

    public void recover() {
        unwritable = name -> false;
        unknown = name -> false;
    }

    /** The prefixes listed since the last call of this method. */
    public synchronized List<String> listings() {
        List<String> since = List.copyOf(listings);
        listings.clear();
        return since;
    }

    /** The names of the objects that were opened as a stream. */
    public List<String> opened() {
        return opened;
    }

    /** The names of the objects that were created or replaced. */
    public List<String> written() {
        return written;
    }

    /** Number of writes to the ledger. */
    public int ledgerWrites() {
        return ledgerWrites.get();
    }

    @Override
    public Optional<String> create(String name, ObjectContent content) throws IOException {
        requireWritable(name);
        written.add(name);
        return store.create(name, content);
    }

    @Override
    public Optional<StoredObject> read(String name) throws IOException {
        return store.read(name);
    }

    @Override
    public InputStream open(String name) throws IOException {
        opened.add(name);
        return store.open(name);
    }

    @Override
    public Optional<ObjectInfo> info(String name) throws IOException {
        if (unknown.test(name)) {
            throw new IOException("down");
        }
        return store.info(name);
    }

    @Override
    public Optional<String> replace(String name, byte[] content, String expectedVersion) throws IOException {
        requireWritable(name);
        written.add(name);
        return store.replace(name, content, expectedVersion);
    }

    @Override
    public boolean append(String name, byte[] bytes, long position) throws IOException {
        requireWritable(name);
        if (name.startsWith("ledger/")) {
            ledgerWrites.incrementAndGet();
        }
        return store.append(name, bytes, position);
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) throws IOException {
        synchronized (this) {
            listings.add(prefix);
        }
        return store.list(prefix);
    }

    @Override
    public Stream<ObjectInfo> listWithoutMetadata(String prefix) throws IOException {
        synchronized (this) {
            listings.add(prefix);
        }
        return store.listWithoutMetadata(prefix);
    }

    @Override
    public Instant now() throws IOException {
        return store.now();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private void requireWritable(String name) throws IOException {
        if (unwritable.test(name)) {
            throw new IOException("down");
        }
    }
}
