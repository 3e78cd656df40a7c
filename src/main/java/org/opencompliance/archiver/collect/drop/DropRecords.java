package org.opencompliance.archiver.collect.drop;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.item.ItemHead;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The ZIPs that were taken or parked, by name, size and time: one immutable object for each state of a file. The name of an object has
 * all that a collection asks, so that a listing of the names suffices.
 */
public final class DropRecords {

    private static final String ENDING = ".json";
    private static final String NO_DAY = "00000000";
    private static final int PARTS = 5;

    private final JsonObjects<DropRecord> records;
    private final ObjectStore store;
    private final String folder;

    /**
     * One state of a file.
     *
     * @param name of the object that has the whole record
     */
    record Seen(String name, long size, Instant modified, String outcome, LocalDate firstDay, LocalDate lastDay) {

        boolean isOf(DropFile file) {
            return size == file.size() && modified.equals(file.modified());
        }

        /** Whether its content is in the archive. */
        boolean isTaken() {
            return outcome.equals(DropRecord.TAKEN) || outcome.equals(DropRecord.AGAIN);
        }

        boolean hasDay(LocalDate day) {
            return firstDay != null && !day.isBefore(firstDay) && !day.isAfter(lastDay);
        }

        boolean has(Instant from, Instant to) {
            return firstDay != null
                    && firstDay.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(to)
                    && lastDay.plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .isAfter(from);
        }
    }

    public DropRecords(ObjectStore store, String connector) {
        this.store = store;
        this.records = new JsonObjects<>(store, DropRecord.class);
        this.folder = "state/" + connector + "/drop/";
    }

    /** The recorded states of all files. */
    History history() throws IOException {
        Map<String, List<Seen>> states = new HashMap<>();
        try (var names = store.listWithoutMetadata(folder)) {
            for (ObjectInfo info : (Iterable<ObjectInfo>) names::iterator) {
                String path = info.name().substring(folder.length());
                String zip = path.substring(0, path.indexOf('/'));
                states.computeIfAbsent(zip, any -> new ArrayList<>()).add(seen(info.name(), path));
            }
        }
        return new History(states);
    }

    /** The states by the encoded name of a file. */
    record History(Map<String, List<Seen>> states) {

        List<Seen> of(DropFile file) {
            return states.getOrDefault(ItemId.encode(file.name()), List.of());
        }

        /** The state of a file that has not changed since; the one in which it was taken, if there are several. */
        Optional<Seen> same(DropFile file) {
            List<Seen> same = of(file).stream().filter(seen -> seen.isOf(file)).toList();
            return same.stream().filter(Seen::isTaken).findFirst().or(() -> same.stream()
                    .findFirst());
        }

        /** The state in which a file of that name was taken first. */
        Optional<Seen> taken(DropFile file) {
            return of(file).stream()
                    .filter(seen -> seen.outcome().equals(DropRecord.TAKEN))
                    .findFirst();
        }
    }

    DropRecord read(Seen seen) throws IOException {
        return records.read(seen.name())
                .orElseThrow(() -> new IOException("The record of a ZIP is gone"))
                .value();
    }

    /**
     * Finds the files of items that had no id, in ZIPs that were taken.
     *
     * @param items the archived-at day by item id
     * @return what and where the file is in the drop, by item id; items that are not found are missing
     */
    public Map<String, String> files(Map<String, LocalDate> items) throws IOException {
        Map<String, LocalDate> open = new HashMap<>(items);
        open.keySet().removeIf(id -> !ItemHead.isNameless(id));
        Map<String, String> found = new HashMap<>();
        List<Seen> taken = open.isEmpty()
                ? List.of()
                : history().states().values().stream()
                        .flatMap(List::stream)
                        .filter(Seen::isTaken)
                        .sorted(Comparator.comparing(Seen::name))
                        .toList();
        for (Seen seen : taken) {
            if (open.values().stream().anyMatch(seen::hasDay)) {
                DropRecord record = read(seen);
                record.nameless().forEach((id, position) -> {
                    if (open.remove(id) != null) {
                        found.put(
                                id,
                                "file " + position + " of the ZIP "
                                        + record.file().name());
                    }
                });
            }
        }
        return found;
    }

    /** Stores a record, unless the same one exists. */
    void add(DropRecord record) throws IOException {
        String name = String.join(
                "_",
                Long.toString(record.file().size()),
                Long.toString(record.file().modified().getEpochSecond()),
                text(record.firstDay()),
                text(record.lastDay()),
                record.outcome());
        records.create(folder + ItemId.encode(record.file().name()) + "/" + name + ENDING, record);
    }

    private static Seen seen(String name, String path) {
        String[] parts = path.substring(path.indexOf('/') + 1, path.length() - ENDING.length())
                .split("_", PARTS);
        return new Seen(
                name,
                Long.parseLong(parts[0]),
                Instant.ofEpochSecond(Long.parseLong(parts[1])),
                parts[4],
                day(parts[2]),
                day(parts[3]));
    }

    private static String text(LocalDate day) {
        return day == null ? NO_DAY : DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    private static LocalDate day(String text) {
        return text.equals(NO_DAY) ? null : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    }
}
