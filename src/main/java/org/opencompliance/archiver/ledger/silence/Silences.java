package org.opencompliance.archiver.ledger.silence;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.opencompliance.archiver.ledger.CompleteDays;
import org.opencompliance.archiver.ledger.silence.DayActivity.Covered;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds missing items at the end of each day. The leader finds and stores the result; every process reads it. The result of a
 * day depends on the ledger up to that day, the rules and the schedule only. Thread-safe.
 */
public final class Silences implements Silence.Source {

    private static final Logger LOG = LoggerFactory.getLogger(Silences.class);

    /** Maximum duration of a collection; the health check of the schedule allows the same. */
    private static final Duration LONG_COLLECTION = Duration.ofHours(6);
    /** Number of earlier days whose collection can be due on one day: a schedule fires at least monthly. */
    private static final int MAX_JUDGED = 31;

    private final Activities activities;
    private final SilenceRules rules;
    private final Due due;
    private final Clock clock;
    private final JsonObjects<Silence> results;
    private final String name;
    private final JsonObjects.Known<Silence> last;
    private History history;
    private LocalDate added;
    private Silence found;
    private LocalDate kept;

    /** @param due the schedule */
    public Silences(ObjectStore store, String connector, SilenceRules rules, Due due, Clock clock) {
        this.activities = new Activities(store, connector);
        this.rules = rules;
        this.due = due;
        this.clock = clock;
        this.results = new JsonObjects<>(store, Silence.class);
        this.name = "state/" + connector + "/silence.json";
        this.last = results.known(name, null);
    }

    /** When the schedule collects. */
    @FunctionalInterface
    public interface Due {

        /** The first firing whose collection covers the whole archived-at day; empty when there is none. */
        Optional<Instant> after(LocalDate day);
    }

    /** The findings at the end of a UTC day; empty for a day that is not over. */
    @Override
    public synchronized Optional<Silence> of(LocalDate day) throws IOException {
        if (day.isAfter(yesterday())) {
            return Optional.empty();
        }
        if (found == null || !found.day().equals(day)) {
            NavigableMap<LocalDate, List<Covered>> days = activities.days();
            SilenceSearch search = search(day, days);
            found = search.find(judged(day, days));
        }
        return Optional.of(found);
    }

    /** All mailboxes that have items regularly at the end of a UTC day, the longest silence first. */
    public synchronized List<SilentMailbox> regular(LocalDate day) throws IOException {
        List<SilentMailbox> regular =
                new ArrayList<>(search(day, activities.days()).regular());
        regular.sort((one, other) -> Integer.compare(other.days(), one.days()));
        return regular;
    }

    private SilenceSearch search(LocalDate day, NavigableMap<LocalDate, List<Covered>> days) throws IOException {
        LocalDate from = SilenceSearch.from(day, rules);
        if (history == null || added.isAfter(day) || added.isBefore(from)) {
            history = new History(from);
            added = from.minusDays(1);
        }
        activities.each(days.subMap(added, false, day, true), activity -> {
            history.add(activity);
            // a failed read continues here
            added = activity.day();
        });
        added = day;
        return new SilenceSearch(history, day, rules);
    }

    /**
     * The archived-at days whose collection was due on a day, or was late and listed them completely on it; without those on
     * which the ledger began or earlier.
     */
    private List<LocalDate> judged(LocalDate day, NavigableMap<LocalDate, List<Covered>> days) {
        List<LocalDate> judged = new ArrayList<>();
        for (int back = 1; back <= MAX_JUDGED; back++) {
            LocalDate archived = day.minusDays(back);
            boolean early = days.isEmpty() || !archived.isAfter(days.firstKey());
            LocalDate end = due.after(archived)
                    .map(firing -> LocalDate.ofInstant(firing.plus(LONG_COLLECTION), ZoneOffset.UTC))
                    .orElse(LocalDate.MAX);
            boolean late = end.isBefore(day) && day.equals(history.listedOn(archived));
            if (!early && (end.equals(day) || late)) {
                judged.add(archived);
            }
        }
        Collections.reverse(judged);
        return judged;
    }

    /** Finds and stores the silence at the end of yesterday; does nothing more on that day. */
    public synchronized void keepYesterday() throws IOException {
        LocalDate yesterday = yesterday();
        if (!yesterday.equals(kept)) {
            Silence silence = of(yesterday).orElseThrow();
            if (keep(silence)) {
                tell(silence);
            }
            // the next search is a day away
            history = null;
            kept = yesterday;
        }
    }

    private boolean keep(Silence silence) throws IOException {
        Optional<Versioned<Silence>> before = results.read(name);
        if (before.isPresent() && before.get().value().equals(silence)) {
            last.set(silence);
            return false;
        }
        boolean stored = before.isEmpty()
                ? results.create(name, silence).isPresent()
                : results.replace(before.get(), silence).isPresent();
        if (!stored) {
            throw new IOException("Another process wrote " + name + " at the same time");
        }
        last.set(silence);
        return true;
    }

    private static void tell(Silence silence) {
        for (String sentence : SilenceText.sentences(silence)) {
            LOG.warn("{} See the report of {} and archiver silence", sentence, silence.day());
        }
    }

    /** Reads the last stored result, also of another process. */
    public void refresh() throws IOException {
        last.refresh();
    }

    /** The last result as this process knows it; empty before the first one. */
    public Optional<Silence> last() {
        return Optional.ofNullable(last.value());
    }

    private LocalDate yesterday() {
        return CompleteDays.last(clock);
    }
}
