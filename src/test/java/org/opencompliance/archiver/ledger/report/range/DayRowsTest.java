package org.opencompliance.archiver.ledger.report.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Moment;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportJson;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.range.DayRow.State;
import org.opencompliance.archiver.storage.LocalObjectStore;

class DayRowsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);
    private static final Imports ALL_IMPORTED = new Imports(10, 9, 1, 0, 0, 0, null);
    private static final Imports ONE_PENDING = new Imports(10, 9, 0, 0, 0, 1, null);

    @TempDir
    private Path folder;

    private final Map<LocalDate, Long> parked = new HashMap<>();
    private Optional<Report> running = Optional.empty();
    private Instant oldest;
    private LocalObjectStore store;

    @BeforeEach
    void open() throws IOException {
        store = LocalObjectStore.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static Moment moment(EventType type, String run, Boolean complete) {
        return new Moment(Instant.EPOCH, type.label(), run, null, null, null, null, complete);
    }

    private static Moment begun(String run) {
        return moment(EventType.COLLECTION_STARTED, run, null);
    }

    private static Moment ended(String run, boolean complete) {
        return moment(EventType.COLLECTION_ENDED, run, complete);
    }

    private static Report report(LocalDate day, Imports imports, Verdict verdict, Moment... moments) {
        boolean any = imports.available() > 0;
        return new Report(
                new Report.Heading("wechat", day, null, Instant.parse(day.plusDays(1) + "T00:05:00Z"), null),
                new Report.Source(12, 12L, any ? 10 : 0, 0, new TreeMap<>(), moments.length, 0, null, List.of(), null),
                imports,
                Imports.NONE,
                new Report.Equations(new Equation("", verdict), new Equation("", Verdict.HOLDS), null),
                new Report.Rows(List.of(), List.of(), List.of(), List.of()),
                null,
                List.of(),
                new Report.Timeline(1L, List.of(moments), 0, null));
    }

    private static Report complete(LocalDate day) {
        return report(day, ALL_IMPORTED, Verdict.HOLDS, begun("r"), ended("r", true));
    }

    private DayRows rows(Instant now) {
        DayRows.Now state = new DayRows.Now(() -> running, () -> parked, () -> Optional.ofNullable(oldest));
        return new DayRows("wechat", new ReportWriter(store), state, Clock.fixed(now, ZoneOffset.UTC));
    }

    private DayRows rows() {
        return rows(Instant.parse("2026-11-22T08:00:00Z"));
    }

    /** The row of yesterday, with that report. */
    private DayRow yesterday(Report report) throws IOException {
        new ReportWriter(store).write(report);
        return rows().last(2).get(1);
    }

    @Test
    void aCompleteDayHasTheNumbersOfItsReport() throws IOException {
        assertThat(ReportJson.text(yesterday(complete(YESTERDAY))))
                .isEqualToIgnoringWhitespace(
                        """
                {"day":"2026-11-21","state":"complete","items":10,"imported":9,"partiallyImported":1,"skipped":0,
                 "failed":0,"pending":0,"parked":0,"run":"r","report":true}""");
    }

    @Test
    void aDayWithOpenDeadLettersIsParkedUntilTheyEnd() throws IOException {
        parked.put(YESTERDAY, 3L);
        DayRow before = yesterday(complete(YESTERDAY));
        parked.clear();

        assertThat(before.state()).isEqualTo(State.PARKED);
        assertThat(before.parked()).isEqualTo(3);
        assertThat(rows().last(2).get(1).state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void aDayWithABrokenEquationIsIncomplete() throws IOException {
        parked.put(YESTERDAY, 3L);

        assertThat(yesterday(report(YESTERDAY, ALL_IMPORTED, Verdict.BROKEN, begun("r"), ended("r", true)))
                        .state())
                .isEqualTo(State.INCOMPLETE);
    }

    @Test
    void aDayWhoseLastCollectionIsIncompleteIsIncomplete() throws IOException {
        assertThat(yesterday(report(YESTERDAY, ALL_IMPORTED, Verdict.HOLDS, begun("r"), ended("r", false)))
                        .state())
                .isEqualTo(State.INCOMPLETE);
    }

    @Test
    void aCollectionOverMidnightIsCompleteWithItsEndOnTheNextDay() throws IOException {
        Report open = report(YESTERDAY, ALL_IMPORTED, Verdict.HOLDS, begun("late"));
        assertThat(yesterday(open).state()).isEqualTo(State.INCOMPLETE);

        running = Optional.of(report(TODAY, Imports.NONE, Verdict.HOLDS, ended("late", true)));

        assertThat(rows().last(2).get(1).state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void pendingDeliveriesOfADayCountWhileOlderWorkIsOpen() throws IOException {
        oldest = Instant.parse("2026-11-21T23:59:59Z");
        Report report = report(YESTERDAY, ONE_PENDING, Verdict.HOLDS, begun("r"), ended("r", true));
        assertThat(yesterday(report).state()).isEqualTo(State.INCOMPLETE);

        oldest = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(rows().last(2).get(1).state()).isEqualTo(State.COMPLETE);

        oldest = null;

        assertThat(rows().last(2).get(1).state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void aDayWithoutACollectionOrAReportIsNone() throws IOException {
        DayRow silent = yesterday(report(YESTERDAY, Imports.NONE, Verdict.HOLDS));

        assertThat(silent.state()).isEqualTo(State.NONE);
        assertThat(silent.report()).isTrue();
        assertThat(rows().last(3).get(2)).isEqualTo(DayRow.of(DayFacts.none(TODAY.minusDays(2)), State.NONE, 0, false));
    }

    @Test
    void theCurrentDayIsRunningAndTheLastOneUntilItsReportIsDue() throws IOException {
        running = Optional.of(report(TODAY, ALL_IMPORTED, Verdict.HOLDS, begun("now")));
        DayRow today = rows().last(1).get(0);

        assertThat(today.state()).isEqualTo(State.RUNNING);
        assertThat(today.imported()).isEqualTo(9);
        assertThat(today.run()).isEqualTo("now");
        assertThat(rows(Instant.parse("2026-11-22T00:04:00Z")).last(3))
                .extracting(DayRow::state)
                .containsExactly(State.RUNNING, State.RUNNING, State.NONE);
    }

    @Test
    void readsAStoredReportOnce() throws IOException {
        DayRows rows = rows();
        new ReportWriter(store).write(complete(YESTERDAY));
        DayRow first = rows.last(2).get(1);
        Files.delete(folder.resolve("reports/wechat/2026-11-21/day.json"));

        assertThat(rows.last(2).get(1)).isEqualTo(first);
    }

    @Test
    void readsAReportThatWasWrittenAgain() throws IOException {
        DayRows rows = rows();
        new ReportWriter(store).write(complete(YESTERDAY));
        rows.recheck();
        assertThat(rows.last(2).get(1).imported()).isEqualTo(9);
        Files.delete(folder.resolve("reports/wechat/2026-11-21/day.json"));
        new ReportWriter(store).write(report(YESTERDAY, ONE_PENDING, Verdict.BROKEN, begun("r"), ended("r", true)));

        rows.recheck();

        assertThat(rows.last(2).get(1).state()).isEqualTo(State.INCOMPLETE);
    }

    @Test
    void refusesANumberOfDaysOutOfBounds() {
        for (int days : new int[] {Integer.MIN_VALUE, 0, DayRows.MAX_DAYS + 1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> rows().last(days))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The number of days must be 1 to 400");
        }
    }
}
