package org.opencompliance.archiver.ledger.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.Report.Equations;
import org.opencompliance.archiver.ledger.report.Report.Heading;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Rows;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;
import org.opencompliance.archiver.ledger.silence.Silence;

/**
 * Makes reports from the ledger and from the open work records.
 *
 * <p>Work continues during a report. The ledger records the end of a delivery before its work record does. So the work
 * records are read first, and the ledger is read up to a later line: a delivery that is open in the work record and
 * has no end in the ledger was open at the cut. Thread-safe.
 */
public final class ReportBuilder {

    /** Maximum number of times that changing work is read again. */
    private static final int ROUNDS = 5;

    private final LedgerReader ledger;
    private final WorkStates works;
    private final Clock clock;
    private final boolean copies;
    private final Silence.Source silence;

    public ReportBuilder(LedgerReader ledger, WorkStates works, Clock clock) {
        this(ledger, works, clock, false);
    }

    /** @param copies whether originals are copied to a second place */
    public ReportBuilder(LedgerReader ledger, WorkStates works, Clock clock, boolean copies) {
        this(ledger, works, clock, copies, Silence.Source.NONE);
    }

    /**
     * @param copies whether originals are copied to a second place
     * @param silence finds missing items at the end of a day
     */
    public ReportBuilder(LedgerReader ledger, WorkStates works, Clock clock, boolean copies, Silence.Source silence) {
        this.copies = copies;
        this.silence = silence;
        this.ledger = ledger;
        this.works = works;
        this.clock = clock;
    }

    /** The scope of one report: its lines, its day, the first day of the ledger to read, its start and end. */
    private record Scope(
            String run, LocalDate day, LocalDate from, Instant start, Instant end, Predicate<LedgerLine> collected) {

        private static Scope of(String run, LocalDate day) {
            return new Scope(run, day, day, Instant.MIN, Instant.MAX, line -> run.equals(line.run()));
        }

        private static Scope of(LocalDate day, ZoneId zone) {
            Instant start = day.atStartOfDay(zone).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
            LocalDate first = LocalDate.ofInstant(start, ZoneOffset.UTC);
            return new Scope(
                    null,
                    day,
                    first,
                    start,
                    end,
                    line -> line.run() != null && !line.at().isBefore(start));
        }

        private LedgerTally tally() {
            return new LedgerTally(collected, start, end, run == null);
        }
    }

    /**
     * The report of a collection, up to now; empty when the ledger does not contain it.
     *
     * @param day the UTC day on which it started
     */
    public Optional<Report> collection(String run, LocalDate day) throws IOException {
        return Optional.ofNullable(collections(Map.of(run, day)).get(run)).map(Counted::report);
    }

    /**
     * A report up to now.
     *
     * @param pending the name of an original with pending deliveries; null when there is none
     */
    public record Counted(Report report, String pending) {}

    /** Whether an original has open work; reads its work record. */
    public boolean isPending(String name) throws IOException {
        return works.open(name).isPresent();
    }

    /**
     * The reports of several collections, up to now, in one pass over the ledger; without those that the ledger does
     * not contain.
     *
     * @param days the UTC start days by collection name
     */
    public Map<String, Counted> collections(Map<String, LocalDate> days) throws IOException {
        List<Scope> scopes = new ArrayList<>();
        days.forEach((run, day) -> scopes.add(Scope.of(run, day)));
        Map<String, Optional<OpenWork>> states = new HashMap<>();
        List<LedgerTally> tallies = settle(scopes, states);
        Map<String, Counted> reports = new HashMap<>();
        for (int i = 0; i < scopes.size(); i++) {
            if (tallies.get(i).started() != null || tallies.get(i).items().size() > 0) {
                Report report = report(scopes.get(i), tallies.get(i), states);
                reports.put(
                        scopes.get(i).run(),
                        new Counted(report, pending(tallies.get(i).items(), states)));
            }
        }
        return reports;
    }

    /** The report of a UTC day; of the elapsed part while the day is not over. */
    public Report day(LocalDate day) throws IOException {
        return days(List.of(day)).get(0);
    }

    /**
     * The figures of the operator's current day, up to now. They are for display: stored reports have UTC days.
     *
     * @param zone the zone of the operator
     */
    public Report today(ZoneId zone) throws IOException {
        return reports(List.of(Scope.of(LocalDate.ofInstant(clock.instant(), zone), zone)))
                .get(0);
    }

    /** The reports of several UTC days in the given order, in one pass over the ledger. */
    public List<Report> days(List<LocalDate> days) throws IOException {
        List<Report> reports = new ArrayList<>();
        for (Report report :
                reports(days.stream().map(day -> Scope.of(day, ZoneOffset.UTC)).toList())) {
            reports.add(report.with(silence.of(report.day()).orElse(null)));
        }
        return reports;
    }

    private List<Report> reports(List<Scope> scopes) throws IOException {
        Map<String, Optional<OpenWork>> states = new HashMap<>();
        List<LedgerTally> tallies = settle(scopes, states);
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < scopes.size(); i++) {
            reports.add(report(scopes.get(i), tallies.get(i), states));
        }
        return reports;
    }

    /** Repeats the pass until every open work record was read before the last pass. */
    private List<LedgerTally> settle(List<Scope> scopes, Map<String, Optional<OpenWork>> states) throws IOException {
        List<LedgerTally> tallies =
                read(scopes, scopes.stream().map(Scope::tally).toList());
        for (int round = 0; round < ROUNDS; round++) {
            Set<String> unknown = new LinkedHashSet<>();
            for (LedgerTally tally : tallies) {
                unknown.addAll(unknown(tally.items(), states));
            }
            if (round > 0 && unknown.isEmpty()) {
                break;
            }
            for (String name : unknown) {
                states.put(name, works.open(name));
            }
            // the memory of a pass is free before the next one
            tallies = tallies.stream().map(LedgerTally::again).toList();
            read(scopes, tallies);
        }
        return tallies;
    }

    private List<LedgerTally> read(List<Scope> scopes, List<LedgerTally> tallies) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate first =
                scopes.stream().map(Scope::from).min(LocalDate::compareTo).orElse(today);
        // clocks can differ by a minute
        try (Stream<LedgerLine> lines = ledger.lines(first, today.plusDays(1))) {
            lines.forEach(line -> tallies.forEach(tally -> tally.add(line)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        tallies.forEach(LedgerTally::finish);
        return tallies;
    }

    /** The items with work records to read: not read yet, or planned since then. */
    private static List<String> unknown(ItemTally items, Map<String, Optional<OpenWork>> states) throws IOException {
        List<String> names = new ArrayList<>();
        for (int item = 0; item < items.size(); item++) {
            if (!items.isEnded(item)) {
                String name = require(items.name(item));
                Optional<OpenWork> state = states.get(name);
                boolean outdated =
                        state != null && state.isPresent() && !state.get().planned() && items.isPlannedByNow(item);
                if (state == null || outdated) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** An item that is pending, or null. */
    private static String pending(ItemTally items, Map<String, Optional<OpenWork>> states) throws IOException {
        for (int item = 0; item < items.size(); item++) {
            if (!items.isEnded(item)) {
                String name = require(items.name(item));
                if (items.pending(item, states.getOrDefault(name, Optional.empty())) > 0) {
                    return name;
                }
            }
        }
        return null;
    }

    private static String require(String nameOrId) throws IOException {
        if (nameOrId == null) {
            throw new IOException("Lines of the ledger disappeared during a report. Run verify --ledger.");
        }
        return nameOrId;
    }

    private Report report(Scope scope, LedgerTally tally, Map<String, Optional<OpenWork>> states) throws IOException {
        ImportCount count = new ImportCount();
        List<Row> failures = new ArrayList<>(tally.listing().rows());
        List<String> unaccounted = new ArrayList<>();
        ItemTally items = tally.items();
        for (int item = 0; item < items.size(); item++) {
            long pending = items.pending(item, states.getOrDefault(items.name(item), Optional.empty()));
            count.addAvailable(items.available(item));
            count.addPending(pending);
            if (items.available(item) != pending + add(items, item, count, failures)) {
                unaccounted.add(require(items.id(item)));
            }
        }
        failures.addAll(tally.earlierFailures());
        Imports imports = count.imports();
        boolean undecided = !unknown(items, states).isEmpty();
        return new Report(
                        heading(scope, tally),
                        tally.listing().source(),
                        imports,
                        tally.earlier(),
                        new Equations(
                                tally.listing().equation(),
                                ImportCount.equation(imports, undecided, unaccounted.isEmpty()),
                                tally.listing().contentHashes()),
                        rows(tally, failures, unaccounted),
                        tally.copies().copies(copies),
                        tally.cut(),
                        tally.timeline())
                .withEncrypted(items.encrypted());
    }

    private Heading heading(Scope scope, LedgerTally tally) {
        Boolean complete = scope.run() == null ? null : tally.complete();
        return new Heading(ledger.connector(), scope.day(), scope.run(), clock.instant(), complete);
    }

    private static Rows rows(LedgerTally tally, List<Row> failures, List<String> unaccounted) {
        int listed = Math.min(unaccounted.size(), Report.MAX_UNACCOUNTED);
        return new Rows(
                failures,
                tally.unmapped(),
                tally.doubles(),
                tally.fallbacks(),
                unaccounted.subList(0, listed),
                unaccounted.size() - (long) listed);
    }

    /** Counts the ends of an item and returns their number. */
    private static long add(ItemTally items, int item, ImportCount count, List<Row> failures) {
        long[] ended = new long[1];
        items.endings(item, (mailbox, ending) -> {
            ended[0]++;
            if (count.add(ending)) {
                failures.add(Row.of(items.id(item), mailbox, ending.reason()));
            }
        });
        return ended[0];
    }
}
