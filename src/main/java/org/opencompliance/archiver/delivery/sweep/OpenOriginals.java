package org.opencompliance.archiver.delivery.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;

/**
 * The originals of one folder that have no closed record, in name order. Originals and records are listed side by side, as their
 * names differ only in folder and ending; a record that is known as closed is not read. For one thread at a time.
 */
final class OpenOriginals implements Iterator<OpenOriginals.Open>, Closeable {

    private final ObjectStore store;
    private final JsonObjects<WorkRecord> records;
    private final ClosedItems closed;
    private final Instant now;
    private final Stream<ObjectInfo> originalObjects;
    private final Stream<ObjectInfo> recordObjects;
    private final Iterator<ObjectInfo> originals;
    private final Iterator<ObjectInfo> listed;
    private ObjectInfo record;
    private Open next;

    /**
     * An original without a closed record.
     *
     * @param original can lack its metadata
     * @param record empty when there is none
     */
    record Open(ObjectInfo original, Optional<WorkRecord> record) {}

    OpenOriginals(ObjectStore store, ClosedItems closed, String folder) throws IOException {
        this.store = store;
        this.closed = closed;
        this.records = new JsonObjects<>(store, WorkRecord.class);
        this.now = store.now();
        this.originalObjects = store.listWithoutMetadata(folder);
        this.recordObjects = store.listWithoutMetadata(StagedItem.recordFolderOf(folder));
        this.originals = originalObjects.iterator();
        this.listed = recordObjects.iterator();
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && originals.hasNext()) {
                ObjectInfo original = originals.next();
                next = StagedItem.isOriginal(original.name()) ? open(original).orElse(null) : null;
            }
            return next != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Open next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Open result = next;
        next = null;
        return result;
    }

    private Optional<Open> open(ObjectInfo original) throws IOException {
        String name = StagedItem.recordNameOf(original.name());
        boolean found = advanceTo(name);
        if (found && closed.isClosed(original.name(), record)) {
            return Optional.empty();
        }
        Optional<WorkRecord> read = records.read(name).map(Versioned::value);
        boolean isClosed = read.isEmpty() ? isConflict(original) : read.get().closed();
        if (isClosed && found) {
            closed.closed(original.name(), record, now);
        }
        return isClosed ? Optional.empty() : Optional.of(new Open(original, read));
    }

    /** Whether the listing has a record; one that is written meanwhile is read anyway. */
    private boolean advanceTo(String name) {
        while ((record == null || stem(record.name()).compareTo(stem(name)) < 0) && listed.hasNext()) {
            record = listed.next();
        }
        return record != null && record.name().equals(name);
    }

    /** The name up to its last dot, with the dot, which orders names as the listing of the originals does. */
    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }

    /** Other content under a known id has no record: it stays parked until a replay. */
    private boolean isConflict(ObjectInfo original) throws IOException {
        return StagedItem.canBeConflict(original.name())
                && known(store, original).metadata().containsKey("version");
    }

    /** The object with its metadata. */
    static ObjectInfo known(ObjectStore store, ObjectInfo original) throws IOException {
        return original.metadata().isEmpty() ? store.info(original.name()).orElse(original) : original;
    }

    @Override
    public void close() {
        originalObjects.close();
        recordObjects.close();
    }
}
