package org.opencompliance.archiver.ledger.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportCsv;
import org.opencompliance.archiver.ledger.report.ReportJson;
import org.opencompliance.archiver.ledger.report.ReportTable;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.silence.Silence.JudgedDay;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;
import org.opencompliance.archiver.ledger.silence.Silence.Verdict;

/** Missing items are found in a ledger of some weeks, and stay in the report of their day. */
class SilencesAreFoundInTheLedgerIT {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
    private static final LocalDate LAST = LocalDate.parse("2026-02-13");
    private static final LocalDate END = LAST.plusDays(17);
    private static final LocalDate DAY = END.plusDays(1);

    @TempDir
    private Path folder;

    private LedgerOfDays area;

    @BeforeEach
    void sixWeeksAndALeaver() throws IOException {
        area = new LedgerOfDays(folder).collected(FIRST, LAST, END);
        area.at(DAY.plusDays(1) + "T00:05:00Z");
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    private Silence found(LocalDate day) throws IOException {
        return area.silences().of(day).orElseThrow();
    }

    private Report report() throws IOException {
        return new ReportBuilder(
                        new LedgerReader(area.store, "wechat"),
                        name -> Optional.empty(),
                        area.clock(),
                        false,
                        area.silences())
                .day(DAY);
    }

    private Path stored(LocalDate day) {
        return folder.resolve("state/wechat/activity/" + day + ".json");
    }

    @Test
    void aLeaverIsSilent() throws IOException {
        Silence silence = found(DAY);

        assertThat(silence.mailboxes()).containsExactly(new SilentMailbox("leaver", LAST, 0, 17));
        assertThat(silence.regular()).isEqualTo(5);
        assertThat(silence.days()).containsExactly(new JudgedDay(END, Verdict.USUAL, 4, 5L));
    }

    @Test
    void aReplayOfAnOldItemMakesNobodyActive() throws IOException {
        area.at(DAY + "T10:00:00Z").replayed(LAST.minusDays(3), "leaver").at(DAY.plusDays(1) + "T00:05:00Z");

        assertThat(found(DAY).silent()).isEqualTo(1);
    }

    @Test
    void aMailboxThatRefusesOrRejectsItsItemsIsNotSilent() throws IOException {
        area.at(DAY + "T10:00:00Z").refused(END.minusDays(1), "leaver").at(DAY.plusDays(1) + "T00:05:00Z");
        assertThat(found(DAY).silent()).isZero();
    }

    @Test
    void aFailedDeliveryIsActivity() throws IOException {
        area.at(DAY + "T10:00:00Z").failedFor(END.minusDays(1), "leaver").at(DAY.plusDays(1) + "T00:05:00Z");
        assertThat(found(DAY).silent()).isZero();
    }

    @Test
    void theStoredActivityIsMadeAgainWhenItIsMissingDamagedOrForged() throws IOException {
        Silence first = found(DAY);
        byte[] kept = Files.readAllBytes(stored(LAST.plusDays(1)));
        assertThat(new String(kept, StandardCharsets.UTF_8)).contains("leaver");

        Files.delete(stored(LAST));
        Files.writeString(stored(LAST.plusDays(1)), "{");
        Path forged = stored(LAST.minusDays(1));
        String text = Files.readString(forged).replace("leaver", "nobody");
        Files.writeString(forged, text.replace("\"size\":", "\"size\":1"));

        assertThat(found(DAY)).isEqualTo(first);
        assertThat(Files.readAllBytes(stored(LAST.plusDays(1)))).isEqualTo(kept);
        assertThat(stored(LAST)).exists();
        assertThat(forged).content().contains("leaver");
    }

    @Test
    void theStoredActivityIsRead() throws IOException {
        found(DAY);
        Path one = stored(LAST.plusDays(1));
        Files.writeString(one, Files.readString(one).replace("leaver", "renamed"));

        assertThat(found(DAY).mailboxes()).extracting(SilentMailbox::lastActive).containsExactly(LAST.minusDays(1));
    }

    @Test
    void theReportOfADayKeepsItsBytesWhateverHappensLater() throws IOException {
        ReportWriter writer = new ReportWriter(area.store);
        Report written = writer.write(report());
        String json = ReportJson.render(written);
        Silence silence = written.silence();

        area.collected(DAY, "a", "leaver").at("2026-06-01T12:00:00Z");

        assertThat(ReportJson.render(writer.read("wechat", DAY, null).orElseThrow()))
                .isEqualTo(json);
        assertThat(report().silence()).isEqualTo(silence);
        assertThat(found(DAY.plusDays(1)).silent()).isZero();
    }

    @Test
    void theReportHasTheFindingsInEachForm() throws IOException {
        Report report = report();

        assertThat(ReportJson.render(report)).contains("\"silence\"", "\"leaver\"", "\"regularDays\" : 8");
        assertThat(ReportCsv.render(report))
                .contains("\"silent-mailbox\",\"2026-02-13\",\"17\",\"\",\"\",\"leaver\"")
                .contains("\"day\",\"2026-03-02\",\"4\",\"\",\"\",\"\",\"USUAL, usual: 5\"");
        assertThat(ReportTable.render(report))
                .contains("1 mailbox had items regularly and has none.", "Mailboxes silent", "leaver");
        assertThat(ReportJson.render(report.with(null))).doesNotContain("silence");
    }

    @Test
    void aDayThatIsNotOverHasNoResult() throws IOException {
        area.at(DAY.plusDays(1) + "T00:04:59Z");

        assertThat(area.silences().of(DAY)).isEmpty();
    }

    @Test
    void oneSearchOverManyDaysFindsTheSameAsOneForEachDay() throws IOException {
        Silences all = area.silences();

        for (LocalDate day = FIRST.plusDays(30); !day.isAfter(DAY); day = day.plusDays(1)) {
            assertThat(all.of(day)).as("on %s", day).contains(found(day));
        }
    }

    @Test
    void daysWithoutACollectionAreFoundAndMakeNobodySilent() throws IOException {
        area.at(END.plusDays(5) + "T12:00:00Z");

        Silence silence = found(END.plusDays(4));

        assertThat(silence.dayFindings()).containsExactly(new JudgedDay(END.plusDays(3), Verdict.NOT_COLLECTED, 0, 5L));
        assertThat(silence.mailboxes()).extracting(SilentMailbox::days).containsExactly(17);
    }

    @Test
    void aDayThatIsCollectedLateIsJudgedAgain() throws IOException {
        LocalDate late = END.plusDays(3);
        area.collected(END.plusDays(1), "a").collected(late, "a").at(DAY.plusDays(4) + "T00:05:00Z");

        assertThat(found(END.plusDays(3)).days())
                .containsExactly(new JudgedDay(END.plusDays(2), Verdict.NOT_COLLECTED, 0, 5L));
        assertThat(found(END.plusDays(4)).days())
                .containsExactly(
                        new JudgedDay(END.plusDays(2), Verdict.EMPTY, 0, 5L), new JudgedDay(late, Verdict.LOW, 1, 5L));
    }

    @Test
    void theDaysBeforeTheLedgerAreNotJudged() throws IOException {
        assertThat(found(FIRST.plusDays(1)).days()).isEmpty();
        assertThat(found(FIRST.plusDays(3)).days())
                .containsExactly(new JudgedDay(FIRST.plusDays(2), Verdict.UNKNOWN, 5, null));
    }

    /** A firing on weekdays only: Monday lists Friday to Sunday. */
    @Test
    void aDayIsJudgedWhenItsCollectionIsDue() throws IOException {
        Silences.Due weekdays = day -> {
            LocalDate firing = day.plusDays(1);
            while (firing.getDayOfWeek() == DayOfWeek.SATURDAY || firing.getDayOfWeek() == DayOfWeek.SUNDAY) {
                firing = firing.plusDays(1);
            }
            return Optional.of(firing.atTime(2, 0).toInstant(ZoneOffset.UTC));
        };
        LocalDate monday = LocalDate.parse("2026-02-23");
        Silences silences = area.silences(weekdays);

        assertThat(silences.of(monday.minusDays(1)).orElseThrow().days()).isEmpty();
        assertThat(silences.of(monday).orElseThrow().days())
                .extracting(JudgedDay::day)
                .containsExactly(monday.minusDays(3), monday.minusDays(2), monday.minusDays(1));
    }

    @Test
    void theLeaderKeepsTheResultAndOtherProcessesReadIt() throws IOException {
        Silences leader = area.silences();
        Silences other = area.silences();

        other.refresh();
        assertThat(other.last()).isEmpty();
        leader.keepYesterday();
        leader.keepYesterday();
        other.refresh();

        assertThat(other.last()).isEqualTo(leader.last());
        assertThat(other.last().orElseThrow().day()).isEqualTo(DAY);

        area.at(DAY.plusDays(2) + "T00:05:00Z");
        leader.keepYesterday();
        assertThat(leader.last().orElseThrow().day()).isEqualTo(DAY.plusDays(1));
        area.silences().keepYesterday();
    }

    @Test
    void anEmptyAreaHasNoFinding(@TempDir Path other) throws IOException {
        try (LedgerOfDays empty = new LedgerOfDays(other)) {
            empty.at("2026-01-02T00:05:00Z").silences().keepYesterday();

            assertThat(empty.silences()
                            .of(LocalDate.parse("2026-01-01"))
                            .orElseThrow()
                            .findings())
                    .isZero();
        }
    }

    @Test
    void theResultDoesNotDependOnTheZoneOfTheClock() throws IOException {
        Clock utc = Clock.fixed(area.clock().instant(), ZoneOffset.UTC);
        Silences other = new Silences(
                area.store,
                "wechat",
                LedgerOfDays.RULES,
                day -> Optional.of(day.plusDays(1).atTime(2, 0).toInstant(ZoneOffset.UTC)),
                utc);

        assertThat(other.of(DAY)).contains(found(DAY));
    }
}
