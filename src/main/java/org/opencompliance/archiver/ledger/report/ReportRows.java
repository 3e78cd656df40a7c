package org.opencompliance.archiver.ledger.report;

import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.ledger.report.Report.Imports;

/** The numbers of a report with their names: Microsoft's names for Microsoft's six counters. */
public final class ReportRows {

    /** A name and a number as text; a number that is not attested is a text too. */
    public record Counter(String name, String value) {}

    private ReportRows() {}

    /** The counters in the order of the report. */
    public static List<Counter> counters(Report report) {
        List<Counter> counters = new ArrayList<>();
        Imports imports = report.imports();
        add(counters, "Items available from source", report.source().available());
        add(counters, "Items available for import", imports.available());
        add(counters, "Items imported", imports.imported());
        add(counters, "Items partially imported", imports.partiallyImported());
        add(counters, "Items skipped", imports.skipped());
        add(counters, "Items failed", imports.failed());
        add(counters, "Items pending", imports.pending());
        Long total = report.source().controlTotal();
        counters.add(new Counter("Control total", total == null ? "not attested" : total.toString()));
        add(counters, "Items staged", report.source().staged());
        add(counters, "Items seen before", report.source().seenBefore());
        report.source().parked().forEach((reason, count) -> add(counters, "Items parked: " + reason, count));
        add(counters, "Windows", report.source().windows());
        add(counters, "Windows incomplete", report.source().incompleteWindows());
        add(counters, "Participants unmapped", report.countUnmapped());
        if (report.earlier() != null) {
            addEarlier(counters, report.earlier());
        }
        return counters;
    }

    private static void addEarlier(List<Counter> counters, Imports earlier) {
        add(counters, "Of earlier days: imported", earlier.imported());
        add(counters, "Of earlier days: partially imported", earlier.partiallyImported());
        add(counters, "Of earlier days: skipped", earlier.skipped());
        add(counters, "Of earlier days: failed", earlier.failed());
    }

    private static void add(List<Counter> counters, String name, long value) {
        counters.add(new Counter(name, Long.toString(value)));
    }

    /** The subject of the report, in one line. */
    public static String title(Report report) {
        String of = report.run() == null ? "Day " + report.day() : "Collection " + report.run() + " of " + report.day();
        return of + ", connector " + report.heading().connector();
    }

    /** The notices for a report without items, the first one as in Microsoft's report; none for other reports. */
    public static List<String> notices(Report report) {
        List<String> notices = new ArrayList<>();
        if (report.empty()) {
            notices.add("No items ingested on " + report.day() + ".");
        }
        if (report.unrecorded()) {
            notices.add("No process ran: the ledger has no line of this day.");
        }
        return notices;
    }
}
