package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.deadletter.OpenDeadLetters;
import org.opencompliance.archiver.deadletter.OpenDeadLetters.Open;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.range.DayFacts;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.SilenceText;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.observe.CachedFigure;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.overview.Today.Copies;
import org.opencompliance.archiver.overview.Today.Counters;
import org.opencompliance.archiver.overview.Today.Parked;
import org.opencompliance.archiver.overview.Today.Pending;
import org.opencompliance.archiver.overview.Today.Silent;
import org.opencompliance.archiver.sink.Backlog;

/** Takes the numbers of the storage area from the figures of this process; it counts nothing itself. Thread-safe. */
public final class Counts {

    private final Figures figures;
    private final CachedFigure<List<Open>> letters;
    private final CachedFigure<Report> utcDay;
    private final Silences silences;
    private DayFacts current;
    private DayFacts before;
    /** The last list, which is the same object while it does not change. */
    private List<Open> parkedList;

    private SortedMap<LocalDate, Long> parkedDays = new TreeMap<>();

    /**
     * @param letters the open dead letters; the figures refresh it
     * @param utcDay the counters of the current UTC day; null if the operator's days are UTC days
     */
    public Counts(Figures figures, CachedFigure<List<Open>> letters, CachedFigure<Report> utcDay, Silences silences) {
        this.figures = figures;
        this.letters = letters;
        this.utcDay = utcDay;
        this.silences = silences;
    }

    /** Counts the current UTC day, if the figures do not. */
    public void refresh() throws IOException {
        if (utcDay != null) {
            utcDay.current();
        }
    }

    /** The last numbers; empty before the first count. */
    synchronized Optional<Counted> now() {
        return figures.today().map(this::counted);
    }

    private Counted counted(Report today) {
        return new Counted(
                today.heading().made(),
                counters(today),
                live(),
                figures.pending().map(Counts::pending).orElse(null),
                figures.deadLetters().map(Counts::parked).orElse(null),
                parkedByDay(),
                figures.schedule().flatMap(known -> known.last().ended()).orElse(null),
                silences.last().map(Counts::silent).orElse(null),
                figures.pending().map(Tally::mailboxes).orElse(null),
                copies(today, figures.copies().orElse(Backlog.NONE)));
    }

    /** The current day, and the one before until its report is stored. */
    private List<DayFacts> live() {
        today().map(DayFacts::of).ifPresent(this::note);
        List<DayFacts> live = new ArrayList<>();
        if (before != null) {
            live.add(before);
        }
        if (current != null) {
            live.add(current);
        }
        return live;
    }

    private Optional<Report> today() {
        return utcDay == null ? figures.today() : Optional.ofNullable(utcDay.value());
    }

    private SortedMap<LocalDate, Long> parkedByDay() {
        List<Open> open = letters.value();
        if (open != parkedList) {
            parkedList = open;
            parkedDays = new TreeMap<>(OpenDeadLetters.byDay(open));
        }
        return parkedDays;
    }

    private void note(DayFacts news) {
        if (current != null && current.day().isBefore(news.day())) {
            before = current;
        }
        current = news;
    }

    private static Counters counters(Report today) {
        Imports imports = today.imports();
        return new Counters(
                today.source().distinctItems(),
                imports.available(),
                imports.imported(),
                imports.partiallyImported(),
                imports.skipped(),
                imports.failed(),
                imports.pending());
    }

    /** Without its age, which grows. */
    private static Pending pending(Tally tally) {
        return new Pending(tally.items(), tally.oldest(), null, null);
    }

    /** Without its age, which grows. */
    private static Copies copies(Report today, Backlog backlog) {
        Report.Copies ofDay = today.copies();
        return ofDay == null
                ? null
                : new Copies(backlog.waiting(), backlog.oldest(), null, ofDay.made(), ofDay.failed());
    }

    private static Parked parked(Map<Reason, Long> open) {
        SortedMap<String, Long> byReason = new TreeMap<>();
        SortedMap<String, String> whatToDo = new TreeMap<>();
        open.forEach((reason, count) -> {
            if (count > 0) {
                byReason.put(reason.label(), count);
                whatToDo.put(reason.label(), reason.hint());
            }
        });
        return new Parked(byReason.values().stream().mapToLong(Long::longValue).sum(), byReason, whatToDo);
    }

    private static Silent silent(Silence last) {
        return new Silent(last.silent(), String.join(" ", SilenceText.sentences(last)));
    }
}
