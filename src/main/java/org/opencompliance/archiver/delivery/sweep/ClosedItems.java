package org.opencompliance.archiver.delivery.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.storage.ObjectInfo;

/**
 * The closed work records of the open days, so that a record is read again only when it was written since: a replay opens a closed
 * record again. About 35 bytes an item. Thread-safe.
 */
public final class ClosedItems {

    /** Time after which no two writes of a record have the same time of modification. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /** By the folder of the originals. */
    private final Map<String, Folder> folders = new HashMap<>();

    private static final class Folder {
        private final KeyTable names = new KeyTable();
        /** Of the record as it was read; 0 when it can have been written since. */
        private final Column stamps = new Column();
    }

    /** Whether the record of an original was closed at its last read. */
    synchronized boolean wasClosed(String original) {
        Folder folder = folders.get(folder(original));
        return folder != null && folder.names.find(original) != KeyTable.ABSENT;
    }

    /** Whether the record of an original is closed. */
    synchronized boolean isClosed(String original, ObjectInfo record) {
        Folder folder = folders.get(folder(original));
        int item = folder == null ? KeyTable.ABSENT : folder.names.find(original);
        return item != KeyTable.ABSENT && folder.stamps.get(item) == stamp(record);
    }

    /** Notes that the record of an original is closed, without its properties. */
    synchronized void closed(String original) {
        number(original, folders.computeIfAbsent(folder(original), name -> new Folder()), 0);
    }

    /**
     * Notes that the record of an original is closed.
     *
     * @param record its properties before it was read
     * @param now the time of the storage area
     */
    synchronized void closed(String original, ObjectInfo record, Instant now) {
        boolean settled = record.lastModified().plus(SETTLED).isBefore(now);
        Folder folder = folders.computeIfAbsent(folder(original), name -> new Folder());
        number(original, folder, settled ? stamp(record) : 0);
    }

    private static void number(String original, Folder folder, int stamp) {
        folder.stamps.set(folder.names.number(original), stamp);
    }

    /** Forgets the other folders: their days are closed. */
    synchronized void keepOnly(Set<String> open) {
        folders.keySet().retainAll(open);
    }

    /** Not 0. */
    private static int stamp(ObjectInfo record) {
        int hash = Objects.hash(record.lastModified(), record.size());
        return hash == 0 ? 1 : hash;
    }

    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
