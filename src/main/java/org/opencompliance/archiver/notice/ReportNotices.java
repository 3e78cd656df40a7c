package org.opencompliance.archiver.notice;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.report.Advice;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.ReportWriter;

/** Makes the notices of collections and of days from their reports. */
public final class ReportNotices {

    /** Number of past days that have a notice; older reports that are written late have none. */
    private static final int DAYS = 2;

    private final Notices notices;
    private final ReportWriter reports;
    private final Advice.Source advice;
    private LocalDate done = LocalDate.MIN;

    /** @param advice the required action for each reason */
    public ReportNotices(Notices notices, ReportWriter reports, Advice.Source advice) {
        this.notices = notices;
        this.reports = reports;
        this.advice = advice;
    }

    /** Makes the notice of a stored report of a collection, once. */
    public void ofCollection(Report report) throws IOException {
        LocalDate day = Notices.day(report.heading().made());
        notices.make(notice(report, day + "/collection-" + report.run(), report.run(), NoticeKind.COLLECTION));
    }

    /** Makes the notices of the last days once their reports are written, each once. */
    public synchronized void lookForDays(Instant now) throws IOException {
        LocalDate today = Notices.day(now);
        for (LocalDate day = today.minusDays(DAYS); day.isBefore(today); day = day.plusDays(1)) {
            Report report = day.isAfter(done) && isOn()
                    ? reports.read(notices.connector(), day, null).orElse(null)
                    : null;
            if (report != null) {
                notices.make(notice(report, day.plusDays(1) + "/day-" + day, day.toString(), NoticeKind.DAY));
                done = day;
            }
        }
    }

    private boolean isOn() {
        return notices.settings().sends(NoticeKind.DAY) || notices.settings().sends(NoticeKind.BROKEN);
    }

    private Notice notice(Report report, String id, String subject, NoticeKind kind) {
        boolean broken = report.broken() || !report.doubles().isEmpty();
        Notice.Facts facts = new Notice.Facts(
                report.day(),
                report.run(),
                verdicts(report),
                counters(report),
                ReasonCount.of(parked(report), advice),
                items(report));
        ReportText text = new ReportText(report, facts);
        return new Notice(
                id,
                broken ? NoticeKind.BROKEN : kind,
                subject,
                report.heading().connector(),
                report.heading().made(),
                broken || text.needsAttention(),
                text.title(),
                text.body(),
                facts);
    }

    /** The items that do not add up first. */
    private static List<String> items(Report report) {
        Stream<String> failed = report.rows().failures().stream().map(Row::item).filter(Objects::nonNull);
        return Stream.concat(report.rows().unaccounted().stream(), failed).toList();
    }

    private static Map<String, String> verdicts(Report report) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        Report.Equations equations = report.equations();
        verdicts.put("controlTotal", equations.controlTotal().verdict().text());
        verdicts.put("fanOut", equations.fanOut().verdict().text());
        if (equations.contentHashes() != null) {
            verdicts.put("contentHashes", equations.contentHashes().verdict().text());
        }
        return verdicts;
    }

    private static Map<String, Long> counters(Report report) {
        Map<String, Long> counters = new LinkedHashMap<>();
        Imports imports = report.imports();
        counters.put("listed", report.source().available());
        counters.put("staged", report.source().staged());
        counters.put("seenBefore", report.source().seenBefore());
        counters.put("available", imports.available());
        counters.put("imported", imports.imported());
        counters.put("partiallyImported", imports.partiallyImported());
        counters.put("skipped", imports.skipped());
        counters.put("failed", imports.failed());
        counters.put("pending", imports.pending());
        counters.put("parked", report.parked());
        counters.put("doubles", (long) report.doubles().size());
        counters.put("incompleteWindows", report.source().incompleteWindows());
        return counters;
    }

    /** Items that could not be staged, and failed items and deliveries. */
    private static Map<String, Long> parked(Report report) {
        Map<String, Long> counts = new TreeMap<>();
        report.rows().failures().forEach(row -> counts.merge(String.valueOf(row.reason()), 1L, Long::sum));
        return counts;
    }
}
