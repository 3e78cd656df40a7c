package org.opencompliance.archiver.ledger.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.LedgerLine;
import org.opencompliance.archiver.ledger.LedgerReader;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.WorkStates.OpenWork;

/**
 * Makes reports from the ledger, and from the work records of what has not ended.
 *
 * <p>Work goes on meanwhile. The ledger has the end of a delivery before its record has; so the records are asked
 * first and the ledger is read up to a later line: what a record had as open and the ledger has no end of was open at
 * the cut. Safe for use by many threads.
 */
public final class ReportBuilder {

    /** How often work that moves on is asked for again. */
    private static final int ROUNDS = 5;

    private final LedgerReader ledger;
    private final WorkStates works;
    private final Clock clock;

    public ReportBuilder(LedgerReader ledger, WorkStates works, Clock clock) {
        this.ledger = ledger;
        this.works = works;
        this.clock = clock;
    }

    /** One report to make: which lines, from which day on, until when. */
    private record Scope(LocalDate from, Instant end, boolean day, Predicate<LedgerLine> collected) {}

    /**
     * The report of a collection, up to now; nothing when the ledger does not know it.
     *
     * @param day the UTC day on which it began
     */
    public Optional<Report> collection(String run, LocalDate day) throws IOException {
        Scope scope = new Scope(day, Instant.MAX, false, line -> run.equals(line.run()));
        Map<String, Optional<OpenWork>> states = new HashMap<>();
        LedgerTally tally = settle(scope, states);
        return tally.started() == null ? Optional.empty() : Optional.of(report(day, run, tally, states));
    }

    /** The report of a UTC day; before the day is over, of what there is of it. */
    public Report day(LocalDate day) throws IOException {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Scope scope = new Scope(
                day, end, true, line -> line.run() != null && !line.at().isBefore(start));
        Map<String, Optional<OpenWork>> states = new HashMap<>();
        return report(day, null, settle(scope, states), states);
    }

    /** Reads until the work that has not ended was asked for before the last reading. */
    private LedgerTally settle(Scope scope, Map<String, Optional<OpenWork>> states) throws IOException {
        LedgerTally tally = read(scope, Map.of());
        for (int round = 0; round < ROUNDS; round++) {
            List<String> unknown = unknown(tally, states);
            if (round > 0 && unknown.isEmpty()) {
                break;
            }
            for (String name : unknown) {
                states.put(name, works.open(name));
            }
            tally = read(scope, tally.items());
        }
        return tally;
    }

    private LedgerTally read(Scope scope, Map<String, ItemTally> known) throws IOException {
        LedgerTally tally = new LedgerTally(scope.collected(), scope.end(), scope.day(), known);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // clocks may be a minute apart
        try (Stream<LedgerLine> lines = ledger.lines(scope.from(), today.plusDays(1))) {
            lines.forEach(tally::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        tally.finish();
        return tally;
    }

    /** The items whose work records are to be asked, for the first time or since they were planned meanwhile. */
    private static List<String> unknown(LedgerTally tally, Map<String, Optional<OpenWork>> states) {
        List<String> names = new ArrayList<>();
        tally.items().forEach((name, item) -> {
            Optional<OpenWork> state = states.get(name);
            boolean outdated =
                    state != null && state.isPresent() && !state.get().planned() && item.plannedByNow();
            if (!item.ended() && (state == null || outdated)) {
                names.add(name);
            }
        });
        return names;
    }

    private Report report(LocalDate day, String run, LedgerTally tally, Map<String, Optional<OpenWork>> states) {
        ImportCount count = new ImportCount();
        List<Row> failures = new ArrayList<>(tally.windows().rows());
        List<String> unaccounted = new ArrayList<>();
        tally.items().forEach((name, item) -> {
            long pending = item.pending(states.getOrDefault(name, Optional.empty()));
            count.addAvailable(item.available());
            count.addPending(pending);
            if (item.available() != pending + add(item, count, failures)) {
                unaccounted.add(item.item());
            }
        });
        failures.addAll(tally.earlierFailures());
        Imports imports = count.imports();
        boolean undecided = !unknown(tally, states).isEmpty();
        return new Report(
                ledger.connector(),
                day,
                run,
                clock.instant(),
                run == null ? null : tally.complete(),
                tally.windows().source(),
                imports,
                tally.earlier(),
                tally.windows().equation(),
                fanOut(imports, undecided, unaccounted.isEmpty()),
                failures,
                tally.unmapped(),
                unaccounted.subList(0, Math.min(unaccounted.size(), Report.MAX_UNACCOUNTED)),
                tally.cut());
    }

    /** Counts the endings of an item and says how many there are. */
    private static long add(ItemTally item, ImportCount count, List<Row> failures) {
        long[] ended = new long[1];
        item.endings((mailbox, ending) -> {
            ended[0]++;
            if (count.add(ending.disposition())) {
                failures.add(new Row(item.item(), null, mailbox, ending.reason()));
            }
        });
        return ended[0];
    }

    private static Equation fanOut(Imports imports, boolean undecided, boolean accounted) {
        String text = imports.available() + " available for import = " + imports.imported() + " imported + "
                + imports.partiallyImported() + " partially imported + " + imports.skipped() + " skipped + "
                + imports.failed() + " failed + " + imports.pending() + " pending";
        if (undecided) {
            return new Equation(text, Verdict.UNDECIDED);
        }
        return new Equation(text, accounted ? Verdict.HOLDS : Verdict.BROKEN);
    }
}
