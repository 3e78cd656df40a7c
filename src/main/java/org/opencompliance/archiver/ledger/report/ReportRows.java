package org.opencompliance.archiver.ledger.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.ledger.report.Report.Copies;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Unattested;
import org.opencompliance.archiver.ledger.silence.SilenceText;

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
        if (report.source().distinctItems() != report.source().available()) {
            add(
                    counters,
                    "Items available from source, each once",
                    report.source().distinctItems());
        }
        add(counters, "Items available for import", imports.available());
        add(counters, "Items imported", imports.imported());
        add(counters, "Items partially imported", imports.partiallyImported());
        add(counters, "Items skipped", imports.skipped());
        imports.skippedByReason().forEach((reason, count) -> add(counters, "Items skipped: " + reason, count));
        add(counters, "Items failed", imports.failed());
        add(counters, "Items pending", imports.pending());
        Long total = report.source().controlTotal();
        counters.add(new Counter("Control total", total == null ? "not attested" : total.toString()));
        add(counters, "Items staged", report.source().staged());
        add(counters, "Items seen before", report.source().seenBefore());
        report.source().parked().forEach((reason, count) -> add(counters, "Items parked: " + reason, count));
        add(counters, "Windows", report.source().windows());
        add(counters, "Windows incomplete", report.source().incompleteWindows());
        if (report.source().unattested() != null) {
            addUnattested(counters, report.source().unattested());
        }
        add(counters, "Participants unmapped", report.countUnmapped());
        if (!report.fallbacks().isEmpty()) {
            add(
                    counters,
                    "Imported into the fallback mailbox",
                    report.fallbacks().size());
        }
        addEncrypted(counters, report);
        if (report.copies() != null) {
            addCopies(counters, report.copies());
        }
        if (report.earlier() != null) {
            addEarlier(counters, report.earlier());
        }
        if (report.silence() != null) {
            add(counters, "Mailboxes with regular items", report.silence().regular());
            add(counters, "Mailboxes silent", report.silence().silent());
        }
        return counters;
    }

    /** Only for a source that lists no size or no SHA-256: that content is stored as fetched and compared with nothing. */
    private static void addUnattested(List<Counter> counters, Unattested unattested) {
        if (unattested.sizes() > 0) {
            add(counters, "Size not attested by the source", unattested.sizes());
        }
        if (unattested.hashes() > 0) {
            add(counters, "SHA-256 not attested by the source", unattested.hashes());
        }
    }

    private static void addEncrypted(List<Counter> counters, Report report) {
        if (report.encrypted() != null) {
            add(counters, "Encrypted items decrypted", report.encrypted().decrypted());
            add(counters, "Encrypted items partly decrypted", report.encrypted().partly());
            add(counters, "Encrypted items not decrypted", report.encrypted().not());
        }
    }

    private static void addCopies(List<Counter> counters, Copies copies) {
        add(counters, "Copies made", copies.made());
        add(counters, "Copies waiting", copies.waiting());
        add(counters, "Copies with a failed attempt", copies.failed());
        if (copies.oldest() != null) {
            counters.add(new Counter(
                    "Oldest waiting copy since",
                    copies.oldest().truncatedTo(ChronoUnit.SECONDS).toString()));
        }
    }

    private static void addEarlier(List<Counter> counters, Imports earlier) {
        add(counters, "Of earlier days: imported", earlier.imported());
        add(counters, "Of earlier days: partially imported", earlier.partiallyImported());
        add(counters, "Of earlier days: skipped", earlier.skipped());
        earlier.skippedByReason()
                .forEach((reason, count) -> add(counters, "Of earlier days: skipped: " + reason, count));
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

    /** The notices about missing items; the first one, for a report without items, as in Microsoft's report. */
    public static List<String> notices(Report report) {
        List<String> notices = new ArrayList<>();
        if (report.empty()) {
            notices.add("No items ingested on " + report.day() + ".");
        }
        if (report.unrecorded()) {
            notices.add("No process ran: the ledger has no line of this day.");
        }
        if (report.silence() != null) {
            notices.addAll(SilenceText.sentences(report.silence()));
        }
        return notices;
    }
}
