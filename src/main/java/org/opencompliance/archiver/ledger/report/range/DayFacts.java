package org.opencompliance.archiver.ledger.report.range;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Moment;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/**
 * The facts of a day report that a row needs, without its lists.
 *
 * @param collected whether a collection ran on the day
 * @param broken whether an equation does not hold
 * @param run the last collection that began on the day, or null
 * @param ends whether each collection that ended on the day was complete, by collection
 */
public record DayFacts(
        LocalDate day,
        long items,
        Imports imports,
        boolean collected,
        boolean broken,
        String run,
        Map<String, Boolean> ends) {

    /** A day without a report. */
    static DayFacts none(LocalDate day) {
        return new DayFacts(day, 0, Imports.NONE, false, false, null, Map.of());
    }

    /** The facts of a report. */
    public static DayFacts of(Report report) {
        List<Moment> moments =
                report.timeline() == null ? List.of() : report.timeline().moments();
        List<String> begun = new ArrayList<>();
        Map<String, Boolean> ends = new HashMap<>();
        for (Moment moment : moments) {
            if (EventType.COLLECTION_STARTED.label().equals(moment.event())) {
                begun.add(moment.run());
            } else if (EventType.COLLECTION_ENDED.label().equals(moment.event())) {
                ends.put(moment.run(), Boolean.TRUE.equals(moment.complete()));
            }
        }
        return new DayFacts(
                report.day(),
                report.source().staged() + report.source().parkedInAll(),
                report.imports(),
                report.source().windows() > 0 || !moments.isEmpty() || !report.empty(),
                report.verdict() == Verdict.BROKEN || !report.doubles().isEmpty(),
                begun.isEmpty() ? null : begun.get(begun.size() - 1),
                Map.copyOf(ends));
    }

    /** Whether its last collection completed, on this day or on the next. Without one, there is nothing to complete. */
    boolean ended(DayFacts next) {
        return run == null || ends.getOrDefault(run, next.ends.getOrDefault(run, false));
    }
}
