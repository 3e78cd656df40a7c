package org.opencompliance.archiver.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.html.ReportFiles;
import org.opencompliance.archiver.ledger.report.html.ReportPages;
import org.opencompliance.archiver.storage.LocalObjectStore;

/** A process starts after some days without one. */
class DayReportsTest {

    private static final Instant CREATED = Instant.parse("2026-11-18T09:00:00Z");

    @TempDir
    private Path folder;

    private LocalObjectStore store;
    private ReportFiles files;

    @BeforeEach
    void open() throws IOException {
        store = LocalObjectStore.open(folder, Clock.systemUTC());
        files = new ReportFiles(new ReportWriter(store), new ReportPages(store, "wechat", ReasonGuide.load()));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private DayReports at(String now) {
        return at(now, CREATED);
    }

    private DayReports at(String now, Instant created) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        ReportBuilder builder = new ReportBuilder(new LedgerReader(store, "wechat"), name -> Optional.empty(), clock);
        return new DayReports("wechat", created, builder, files, clock);
    }

    private void ledgerLine(String at) throws IOException {
        LedgerSettings settings = new LedgerSettings(
                "wechat", "w", Duration.ZERO, 1_000, 1 << 20, 1_000, 1 << 20, 1_000, Duration.ofSeconds(1));
        try (GroupCommitLedger ledger =
                GroupCommitLedger.open(store, settings, Clock.fixed(Instant.parse(at), ZoneOffset.UTC))) {
            ledger.append(new LedgerEvent(EventType.STARTED, null, null, null, Map.of("version", "1", "settings", "x")))
                    .join();
        }
    }

    private Optional<Report> report(String day) throws IOException {
        return files.read("wechat", LocalDate.parse(day), null);
    }

    private String page(String day) throws IOException {
        return new String(
                store.read("reports/wechat/" + day + "/day.html").orElseThrow().content(), StandardCharsets.US_ASCII);
    }

    @Test
    void reportsEachDaySinceTheCreationOfTheArea() throws IOException {
        ledgerLine("2026-11-18T09:00:00Z");

        at("2026-11-22T00:05:00Z").writeDue();

        assertThat(report("2026-11-17")).isEmpty();
        assertThat(report("2026-11-18").orElseThrow().unrecorded()).isFalse();
        for (String day : new String[] {"2026-11-19", "2026-11-20", "2026-11-21"}) {
            assertThat(report(day).orElseThrow().unrecorded()).as(day).isTrue();
            assertThat(report(day).orElseThrow().source().available()).isZero();
            assertThat(page(day)).contains("No process ran: the ledger has no line of this day.");
        }
        assertThat(report("2026-11-22")).isEmpty();
    }

    @Test
    void continuesAfterTheLastDayWithAReport() throws IOException {
        at("2026-11-20T08:00:00Z").writeDue();
        String before = page("2026-11-19");

        at("2026-11-23T08:00:00Z").writeDue();

        assertThat(report("2026-11-20").orElseThrow().heading().made()).isEqualTo("2026-11-23T08:00:00Z");
        assertThat(report("2026-11-22")).isPresent();
        assertThat(page("2026-11-19")).isEqualTo(before);
    }

    @Test
    void completesADayWhoseProcessWasKilledBeforeThePage() throws IOException {
        at("2026-11-20T08:00:00Z").writeDue();
        Report kept = new ReportBuilder(
                        new LedgerReader(store, "wechat"),
                        name -> Optional.empty(),
                        Clock.fixed(Instant.parse("2026-11-21T00:06:00Z"), ZoneOffset.UTC))
                .day(LocalDate.parse("2026-11-20"));
        files.writer().write(kept);

        at("2026-11-21T08:00:00Z").writeDue();

        assertThat(report("2026-11-20")).contains(kept);
        assertThat(page("2026-11-20")).isEqualTo(files.pages().render(kept));
    }

    @Test
    void looksBackAYear() throws IOException {
        at("2026-11-22T08:00:00Z", Instant.parse("2020-01-01T00:00:00Z")).writeDue();

        assertThat(files.pages().days()).hasSize(DayReports.MAX_DAYS).last().hasToString("2026-11-21");
    }

    @Test
    void waitsUntilTheDayIsOver() throws IOException {
        at("2026-11-22T00:04:59Z").writeDue();

        assertThat(report("2026-11-20")).isPresent();
        assertThat(report("2026-11-21")).isEmpty();
    }
}
