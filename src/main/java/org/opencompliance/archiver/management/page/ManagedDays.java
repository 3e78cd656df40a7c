package org.opencompliance.archiver.management.page;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.opencompliance.archiver.ledger.report.checked.CheckedReports;
import org.opencompliance.archiver.ledger.report.range.DayRow;
import org.opencompliance.archiver.ledger.report.range.DayRows;
import org.opencompliance.archiver.storage.JsonObjects;

/** Lists the days, and shows the report of one. One report at a time, because its ledger is read. */
public final class ManagedDays implements DaysMXBean {

    /** Maximum number of rows of each list of a report. */
    static final int MOST_ROWS = 1_000;

    /** How far back a day without a stored report is counted: the ledger is read from that day on. */
    private static final int COUNTED_DAYS = 31;

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final DayRows rows;
    private final Stored stored;
    private final CheckedReports reports;
    private final Clock clock;

    /** Finds out whether the report of a day is stored. */
    @FunctionalInterface
    public interface Stored {
        boolean has(LocalDate day) throws IOException;
    }

    public ManagedDays(DayRows rows, Stored stored, CheckedReports reports, Clock clock) {
        this.rows = rows;
        this.stored = stored;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public String list(int days) throws IOException {
        return JsonObjects.text(Map.<String, List<DayRow>>of("days", rows.last(days)));
    }

    @Override
    public synchronized String report(String day) throws IOException {
        LocalDate wanted = day(day);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (wanted.isAfter(today)) {
            throw new IllegalArgumentException(wanted + " has not begun: the current UTC day is " + today);
        }
        if (wanted.isBefore(today.minusDays(COUNTED_DAYS)) && !stored.has(wanted)) {
            throw new IllegalArgumentException(
                    "No report of " + wanted + " is stored: archiver report --day " + wanted + " counts it");
        }
        return reports.of(null, wanted).json(MOST_ROWS);
    }

    private static LocalDate day(String text) {
        try {
            if (text != null && DAY.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            // no day of the calendar: as any other text
        }
        throw new IllegalArgumentException("Write the day as 2026-11-20");
    }
}
