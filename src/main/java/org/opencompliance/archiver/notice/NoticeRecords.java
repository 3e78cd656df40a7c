package org.opencompliance.archiver.notice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The notices in the storage area, one folder for each UTC day, kept permanently. Only the days within the patience are
 * searched, and a day without an open notice only until it is over. Safe for any number of threads and processes.
 */
public final class NoticeRecords {

    private static final String ENDING = ".json";
    /** Time after midnight in which a process may still write into the folder of the day before. */
    private static final Duration AFTER_MIDNIGHT = Duration.ofHours(12);

    private final ObjectStore store;
    private final JsonObjects<NoticeRecord> records;
    private final String folder;
    private final NoticeSettings settings;
    private final Set<String> closed = new HashSet<>();
    private final Set<LocalDate> done = new HashSet<>();

    public NoticeRecords(ObjectStore store, String connector, NoticeSettings settings) {
        this.store = store;
        this.records = new JsonObjects<>(store, NoticeRecord.class);
        this.folder = "state/" + connector + "/notices/";
        this.settings = settings;
    }

    /** Stores a new notice; false if one with its id exists. */
    boolean create(Notice notice) throws IOException {
        return records.create(folder + notice.id() + ENDING, NoticeRecord.of(notice))
                .isPresent();
    }

    /** The notices that are not yet sent over all channels and not yet given up, oldest day first. */
    synchronized List<NoticeRecord> open() throws IOException {
        Instant now = store.now();
        LocalDate today = day(now);
        LocalDate first = day(now.minus(settings.retries().patience()));
        done.removeIf(day -> day.isBefore(first));
        closed.removeIf(name -> name.compareTo(folder + first) < 0);
        List<NoticeRecord> open = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            if (!done.contains(day)) {
                List<NoticeRecord> ofDay = open(day);
                open.addAll(ofDay);
                if (ofDay.isEmpty() && day(now.minus(AFTER_MIDNIGHT)).isAfter(day)) {
                    done.add(day);
                }
            }
        }
        open.removeIf(record -> isGivenUp(record, now));
        return open;
    }

    /** Whether the patience with a notice is over. */
    private boolean isGivenUp(NoticeRecord record, Instant now) {
        return record.notice().at().plus(settings.retries().patience()).isBefore(now);
    }

    private List<NoticeRecord> open(LocalDate day) throws IOException {
        List<String> names;
        try (var found = store.list(folder + day + "/")) {
            names = found.map(ObjectInfo::name)
                    .filter(name -> !closed.contains(name))
                    .toList();
        }
        List<NoticeRecord> open = new ArrayList<>();
        for (String name : names) {
            NoticeRecord record = records.read(name).orElseThrow().value();
            if (record.isSent(settings.channels())) {
                closed.add(name);
            } else {
                open.add(record);
            }
        }
        return open;
    }

    /** Changes the current record of a notice. */
    void change(String id, UnaryOperator<NoticeRecord> change) throws IOException {
        Optional<Versioned<NoticeRecord>> written = Optional.empty();
        while (written.isEmpty()) {
            Versioned<NoticeRecord> read = records.read(folder + id + ENDING).orElseThrow();
            written = records.replace(read, change.apply(read.value()));
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
