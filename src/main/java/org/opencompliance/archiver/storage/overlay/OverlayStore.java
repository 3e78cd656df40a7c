package org.opencompliance.archiver.storage.overlay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectNames;
import org.opencompliance.archiver.storage.ObjectRefusedException;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/**
 * A storage area that reads another one and never writes to it. Its own objects are in memory, the larger ones in files of a
 * folder, until they are removed or the overlay is closed. Thread-safe.
 */
public final class OverlayStore implements ObjectStore {

    private final ObjectStore base;
    private final Path folder;
    private final Predicate<String> visible;
    private final ConcurrentNavigableMap<String, OwnObject> own = new ConcurrentSkipListMap<>();
    private final AtomicLong versions = new AtomicLong();

    /**
     * @param base the area to read; stays open when the overlay is closed
     * @param folder of the larger contents, accessible only to its owner
     * @param visible the names of the objects of the base that the overlay shows
     */
    public OverlayStore(ObjectStore base, Path folder, Predicate<String> visible) {
        this.base = base;
        this.folder = folder;
        this.visible = visible;
    }

    @Override
    public Optional<String> create(String name, ObjectContent content) throws IOException {
        ObjectNames.requireMetadata(content.metadata());
        if (info(name).isPresent()) {
            return Optional.empty();
        }
        OwnObject made = OwnObject.of(content, folder, now(), nextVersion());
        if (own.putIfAbsent(name, made) != null) {
            made.discard();
            return Optional.empty();
        }
        return Optional.of(made.version());
    }

    @Override
    public Optional<StoredObject> read(String name) throws IOException {
        OwnObject mine = own.get(ObjectNames.requireName(name));
        if (mine != null) {
            return Optional.of(new StoredObject(name, mine.content(), mine.version()));
        }
        return visible.test(name) ? base.read(name) : Optional.empty();
    }

    @Override
    public InputStream open(String name) throws IOException {
        OwnObject mine = own.get(ObjectNames.requireName(name));
        if (mine != null) {
            return mine.open();
        }
        if (!visible.test(name)) {
            throw new NoSuchFileException(name);
        }
        return base.open(name);
    }

    @Override
    public Optional<ObjectInfo> info(String name) throws IOException {
        OwnObject mine = own.get(ObjectNames.requireName(name));
        if (mine != null) {
            return Optional.of(mine.info(name));
        }
        return visible.test(name) ? base.info(name) : Optional.empty();
    }

    @Override
    public synchronized Optional<String> replace(String name, byte[] content, String expectedVersion)
            throws IOException {
        Optional<StoredObject> current = read(name);
        if (current.isEmpty() || !current.get().version().equals(expectedVersion)) {
            return Optional.empty();
        }
        Map<String, String> metadata = info(name).orElseThrow().metadata();
        put(name, new OwnObject(content.clone(), null, content.length, now(), metadata, nextVersion()));
        return Optional.of(own.get(name).version());
    }

    /** {@inheritDoc} An object of the base accepts no more data. */
    @Override
    public synchronized boolean append(String name, byte[] bytes, long position) throws IOException {
        if (position == 0) {
            return create(name, ObjectContent.of(bytes)).isPresent();
        }
        OwnObject mine = own.get(ObjectNames.requireName(name));
        if (mine == null && info(name).isPresent()) {
            throw new ObjectRefusedException("The storage area is only read");
        }
        if (mine == null || mine.size() != position) {
            return false;
        }
        byte[] before = mine.content();
        byte[] all = new byte[before.length + bytes.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(bytes, 0, all, before.length, bytes.length);
        put(name, new OwnObject(all, null, all.length, now(), mine.metadata(), nextVersion()));
        return true;
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) throws IOException {
        return merged(prefix, base.list(prefix));
    }

    @Override
    public Stream<ObjectInfo> listWithoutMetadata(String prefix) throws IOException {
        return merged(prefix, base.listWithoutMetadata(prefix));
    }

    private Stream<ObjectInfo> merged(String prefix, Stream<ObjectInfo> others) {
        ObjectNames.requirePrefix(prefix);
        Iterator<ObjectInfo> mine = own.tailMap(prefix, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> entry.getValue().info(entry.getKey()))
                .iterator();
        Iterator<ObjectInfo> shown =
                others.filter(info -> visible.test(info.name())).iterator();
        int order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new MergedNames(mine, shown), order), false)
                .onClose(others::close);
    }

    @Override
    public Instant now() throws IOException {
        return base.now();
    }

    /** The names of its own objects with a prefix, in order. */
    public List<String> own(String prefix) {
        return own.tailMap(prefix, true).keySet().stream()
                .takeWhile(name -> name.startsWith(prefix))
                .toList();
    }

    /** Removes its own objects with a prefix; those of the base appear again. */
    public void forget(String prefix) throws IOException {
        for (String name : own(prefix)) {
            OwnObject removed = own.remove(name);
            if (removed != null) {
                removed.discard();
            }
        }
    }

    @Override
    public void close() throws IOException {
        forget("");
    }

    private void put(String name, OwnObject object) throws IOException {
        OwnObject before = own.put(name, object);
        if (before != null) {
            before.discard();
        }
    }

    private String nextVersion() {
        return "overlay-" + versions.incrementAndGet();
    }
}
