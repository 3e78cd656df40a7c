package org.opencompliance.archiver.request;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.opencompliance.archiver.ledger.CompleteDays;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.html.ReportFiles;

/**
 * Writes the report of each UTC day after its end, also of the days on which no process ran: from the day after the last page
 * of a day, or from the creation of the storage area, and at most {@link #MAX_DAYS} days back.
 */
public final class DayReports {

    /** Maximum number of days to look back; {@code report --day} counts older ones. */
    static final int MAX_DAYS = 366;

    /** Number of days that one pass over the ledger counts. */
    private static final int PASS = 31;

    private final String connector;
    private final LocalDate created;
    private final ReportBuilder builder;
    private final ReportFiles files;
    private final Clock clock;
    private LocalDate done;

    /** @param created the creation time of the storage area */
    public DayReports(String connector, Instant created, ReportBuilder builder, ReportFiles files, Clock clock) {
        this.connector = connector;
        this.created = LocalDate.ofInstant(created, ZoneOffset.UTC);
        this.builder = builder;
        this.files = files;
        this.clock = clock;
    }

    /** Writes the reports of all days that are over. */
    void writeDue() throws IOException {
        LocalDate yesterday = CompleteDays.last(clock);
        if (yesterday.equals(done)) {
            return;
        }
        LocalDate day = first(yesterday);
        while (!day.isAfter(yesterday)) {
            LocalDate last = day.plusDays(PASS - 1L).isBefore(yesterday) ? day.plusDays(PASS - 1L) : yesterday;
            write(day.datesUntil(last.plusDays(1)).toList());
            day = last.plusDays(1);
        }
        done = yesterday;
    }

    private LocalDate first(LocalDate yesterday) throws IOException {
        LocalDate first = yesterday.minusDays(MAX_DAYS - 1L);
        SortedSet<LocalDate> written = files.pages().days();
        if (!written.isEmpty() && written.last().isAfter(first)) {
            return written.last().plusDays(1);
        }
        return created.isAfter(first) ? created : first;
    }

    /** Writes in order, because the page of a day shows the days before. */
    private void write(List<LocalDate> days) throws IOException {
        List<Report> reports = new ArrayList<>();
        List<LocalDate> missing = new ArrayList<>();
        for (LocalDate day : days) {
            files.read(connector, day, null).ifPresentOrElse(reports::add, () -> missing.add(day));
        }
        if (!missing.isEmpty()) {
            reports.addAll(builder.days(missing));
        }
        reports.sort((one, other) -> one.day().compareTo(other.day()));
        for (Report report : reports) {
            files.write(report);
        }
    }
}
