package org.opencompliance.archiver.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.OpenDays;
import org.opencompliance.archiver.work.OpenDays.Day;
import org.opencompliance.archiver.work.StagedItem;

/**
 * Finds the originals without a copy. A day is opened before its first original is written, and closed when each original has
 * its record, which is written after the second place accepted the copy. So a crash at any moment, also between original
 * and record, leaves the original in the backlog. Nothing is held in memory.
 *
 * <p>Originals and records are listed side by side: their names differ only in folder and ending, so both have the same
 * order. Safe for any number of threads and processes.
 */
public final class CopyBacklog {

    private static final String ENDING = ".json";

    private final ObjectStore store;
    private final OpenDays days;
    private final String connector;
    private final JsonObjects<CopyRecord> records;

    /** @param days the days with originals to copy */
    public CopyBacklog(ObjectStore store, OpenDays days, String connector) {
        this.store = store;
        this.days = days;
        this.connector = connector;
        this.records = new JsonObjects<>(store, CopyRecord.class);
    }

    /**
     * Passes each waiting original to the consumer, by day and name, until it returns false. Closes the days without any.
     */
    public void forEach(Predicate<ObjectInfo> goesOn) throws IOException {
        look(goesOn, true);
    }

    private void look(Predicate<ObjectInfo> goesOn, boolean closes) throws IOException {
        try {
            for (Versioned<Day> day : days.openDays()) {
                Missing missing = new Missing(goesOn);
                if (!missing.ofDay(
                        day.value().date().atStartOfDay(ZoneOffset.UTC).toInstant())) {
                    return;
                }
                if (missing.none && closes) {
                    days.close(day);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Counts the waiting originals; only reads. */
    public Backlog count() throws IOException {
        long[] waiting = new long[1];
        Instant[] oldest = new Instant[1];
        Predicate<ObjectInfo> counts = original -> {
            waiting[0]++;
            Instant staged = original.lastModified();
            oldest[0] = oldest[0] == null || staged.isBefore(oldest[0]) ? staged : oldest[0];
            return true;
        };
        look(counts, false);
        return new Backlog(waiting[0], oldest[0]);
    }

    /** Records that the second place accepted a copy; another process may have recorded it before. */
    public void copied(StagedItem item) throws IOException {
        String folder = StagedItem.folder(connector, item.archivedAt());
        String file = item.name().substring(folder.length());
        String name = recordFolder(folder) + file.substring(0, file.lastIndexOf('.')) + ENDING;
        records.create(name, new CopyRecord(item.id(), item.name(), item.sha256(), store.now()));
    }

    /** The folder of the records for a folder of originals. */
    private String recordFolder(String originals) {
        String root = "staged/" + connector + "/";
        return "state/" + connector + "/copies/" + originals.substring(root.length());
    }

    /** The originals of one day without a record. */
    private final class Missing {

        private final Predicate<ObjectInfo> goesOn;
        private boolean none = true;

        private Missing(Predicate<ObjectInfo> goesOn) {
            this.goesOn = goesOn;
        }

        /** @return false when the consumer has enough */
        private boolean ofDay(Instant day) throws IOException {
            String folder = StagedItem.folder(connector, day);
            String copies = recordFolder(folder);
            try (Stream<ObjectInfo> originals = store.list(folder);
                    Stream<ObjectInfo> recorded = store.list(copies)) {
                Recorded next = new Recorded(recorded.iterator(), copies.length());
                for (ObjectInfo original : (Iterable<ObjectInfo>) originals::iterator) {
                    if (StagedItem.isOriginal(original.name()) && !next.has(stem(original.name(), folder.length()))) {
                        none = false;
                        if (!goesOn.test(original)) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }
    }

    /** Goes through the records of a day in name order. */
    private static final class Recorded {

        private final Iterator<ObjectInfo> records;
        private final int folder;
        private String current = "";

        private Recorded(Iterator<ObjectInfo> records, int folder) {
            this.records = records;
            this.folder = folder;
        }

        private boolean has(String stem) {
            while (current.compareTo(stem) < 0 && records.hasNext()) {
                current = stem(records.next().name(), folder);
            }
            return current.equals(stem);
        }
    }

    /** The file name up to its last dot, with the dot, which orders names as the listing does. */
    private static String stem(String name, int folder) {
        return name.substring(folder, name.lastIndexOf('.') + 1);
    }
}
