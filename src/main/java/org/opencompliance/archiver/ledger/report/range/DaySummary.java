package org.opencompliance.archiver.ledger.report.range;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/**
 * The numbers of the report of one day, without its rows.
 *
 * @param stored whether a stored report has the numbers; else they are counted from the ledger now
 * @param over whether the day is over
 * @param unrecorded whether the ledger has no line of the day
 * @param listed distinct ids that the source listed
 * @param imports the results of the items staged on the day
 * @param earlier results on the day for items of earlier days
 * @param reasons the number of failures for each reason
 * @param doubles number of deliveries with more than one message
 */
public record DaySummary(
        LocalDate day,
        boolean stored,
        boolean over,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unrecorded,
        long listed,
        long staged,
        long seenBefore,
        long parkedAtCollection,
        Imports imports,
        Imports earlier,
        Map<String, Long> reasons,
        long doubles,
        Verdict controlTotal,
        Verdict deliveries) {

    static DaySummary of(Report report, boolean stored, boolean over) {
        Map<String, Long> reasons = report.rows().failures().stream()
                .map(Row::reason)
                .collect(Collectors.groupingBy(String::valueOf, TreeMap::new, Collectors.counting()));
        return new DaySummary(
                report.day(),
                stored,
                over,
                report.unrecorded(),
                report.source().available(),
                report.source().staged(),
                report.source().seenBefore(),
                report.source().parkedInAll(),
                report.imports(),
                report.earlier() == null ? Imports.NONE : report.earlier(),
                reasons,
                report.doubles().size(),
                report.equations().controlTotal().verdict(),
                report.equations().fanOut().verdict());
    }
}
