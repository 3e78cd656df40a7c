package org.opencompliance.archiver.mapping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/** An in-memory storage area for tests, with injectable failures. */
public final class MemoryStore implements ObjectStore {

    private final Map<String, StoredObject> objects;
    private final Clock clock;
    private volatile boolean down;
    private Runnable beforeReplace = () -> {};

    public MemoryStore() {
        this(new ConcurrentSkipListMap<>(), null);
    }

    private MemoryStore(Map<String, StoredObject> objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** The same area for a process that measures its time so. */
    public MemoryStore by(Clock measured) {
        return new MemoryStore(objects, measured);
    }

    public void setDown(boolean down) {
        this.down = down;
    }

    /** Runs once, directly before the next replace. */
    public void beforeReplace(Runnable action) {
        beforeReplace = action;
    }

    public void put(String name, byte[] content) {
        objects.merge(name, new StoredObject(name, content, "0"), MemoryStore::next);
    }

    public void remove(String name) {
        objects.remove(name);
    }

    public Stream<String> names() {
        return objects.keySet().stream();
    }

    private static StoredObject next(StoredObject before, StoredObject after) {
        return new StoredObject(
                before.name(), after.content(), Integer.toString(Integer.parseInt(before.version()) + 1));
    }

    private void ask() throws IOException {
        if (down) {
            throw new IOException("The area is down");
        }
    }

    @Override
    public Optional<String> create(String name, ObjectContent content) throws IOException {
        ask();
        try (InputStream in = content.source().open()) {
            boolean created = objects.putIfAbsent(name, new StoredObject(name, in.readAllBytes(), "0")) == null;
            return created ? Optional.of("0") : Optional.empty();
        }
    }

    @Override
    public Optional<StoredObject> read(String name) throws IOException {
        ask();
        return Optional.ofNullable(objects.get(name));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new ByteArrayInputStream(read(name).orElseThrow().content());
    }

    @Override
    public Optional<ObjectInfo> info(String name) throws IOException {
        return read(name).map(o -> new ObjectInfo(name, o.content().length, Instant.EPOCH, Map.of()));
    }

    @Override
    public Optional<String> replace(String name, byte[] content, String expectedVersion) throws IOException {
        ask();
        Runnable action = beforeReplace;
        beforeReplace = () -> {};
        action.run();
        StoredObject before = objects.get(name);
        if (before == null || !before.version().equals(expectedVersion)) {
            return Optional.empty();
        }
        StoredObject after = next(before, new StoredObject(name, content, ""));
        objects.put(name, after);
        return Optional.of(after.version());
    }

    @Override
    public boolean append(String name, byte[] bytes, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant now() throws IOException {
        ask();
        return clock == null ? Instant.parse("2026-11-20T12:00:00Z") : clock.instant();
    }

    @Override
    public void close() {}
}
