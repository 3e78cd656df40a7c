package org.opencompliance.archiver.ledger.silence;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.file.LedgerFiles;
import org.opencompliance.archiver.ledger.file.LedgerFiles.Listed;
import org.opencompliance.archiver.ledger.silence.DayActivity.Covered;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The activity of each day of the ledger, stored as {@code state/<connector>/activity/<yyyy-MM-dd>.json} once the day is over.
 * A stored one is used only if it covers the files of its day exactly; otherwise it is made from the ledger. For one thread.
 */
final class Activities {

    private static final Logger LOG = LoggerFactory.getLogger(Activities.class);
    /** Number of missing days from which the log says that they are counted. */
    private static final int MANY = 10;

    private final ObjectStore store;
    private final JsonObjects<DayActivity> records;
    private final String connector;
    private final LedgerFiles ledger;

    Activities(ObjectStore store, String connector) {
        this.store = store;
        this.records = new JsonObjects<>(store, DayActivity.class);
        this.connector = connector;
        this.ledger = new LedgerFiles(store, connector);
    }

    /** The files of the ledger by UTC day, as listed now. */
    NavigableMap<LocalDate, List<Covered>> days() throws IOException {
        NavigableMap<LocalDate, List<Covered>> days = new TreeMap<>();
        ledger.days()
                .forEach((day, files) ->
                        days.put(day, files.stream().map(Activities::covered).toList()));
        return days;
    }

    private static Covered covered(Listed file) {
        return new Covered(file.name(), file.size());
    }

    /** Takes the activity of a day. */
    @FunctionalInterface
    interface Taker {
        void take(DayActivity activity);
    }

    /** Reads the activity of some days in order, one at a time in memory. */
    void each(NavigableMap<LocalDate, List<Covered>> days, Taker taker) throws IOException {
        int made = 0;
        for (LocalDate day : days.keySet()) {
            Optional<DayActivity> kept = kept(day, days.get(day));
            if (kept.isEmpty()) {
                made++;
                if (made == MANY) {
                    LOG.info(
                            "Counting the activity of up to {} days of the ledger; later reads use the result",
                            days.size());
                }
            }
            taker.take(kept.isPresent() ? kept.get() : make(day, days.get(day)));
        }
    }

    private Optional<DayActivity> kept(LocalDate day, List<Covered> files) throws IOException {
        Optional<StoredObject> stored = store.read(name(day));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            DayActivity kept = records.parse(stored.get().content());
            boolean fits = DayActivity.FORM.equals(kept.form()) && day.equals(kept.day()) && files.equals(kept.files());
            return fits ? Optional.of(kept) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("The stored activity of {} cannot be read: it is made again", day);
            return Optional.empty();
        }
    }

    private DayActivity make(LocalDate day, List<Covered> files) throws IOException {
        ActivityTally tally = new ActivityTally(connector, day);
        List<Covered> read = new ArrayList<>();
        for (Covered file : files) {
            LedgerFiles.Extent extent = ledger.read(file.name(), (position, line) -> tally.add(line));
            read.add(new Covered(file.name(), extent.size()));
        }
        DayActivity made = tally.activity(List.copyOf(read));
        if (day.isBefore(LocalDate.ofInstant(store.now(), ZoneOffset.UTC))) {
            keep(name(day), made);
        }
        return made;
    }

    /** The result does not depend on it: another process may store it at the same time, or the account may only read. */
    private void keep(String name, DayActivity made) {
        try {
            byte[] bytes = JsonObjects.bytes(made);
            if (store.create(name, ObjectContent.of(bytes)).isEmpty()) {
                Optional<StoredObject> before = store.read(name);
                if (before.isPresent()) {
                    store.replace(name, bytes, before.get().version());
                }
            }
        } catch (IOException e) {
            LOG.warn(
                    "The activity {} could not be stored ({}): it is made again at the next use",
                    name,
                    e.getClass().getSimpleName());
        }
    }

    private String name(LocalDate day) {
        return "state/" + connector + "/activity/" + day + ".json";
    }
}
