package org.opencompliance.archiver.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.range.DayRow;
import org.opencompliance.archiver.overview.SomeArchive.Member;
import org.opencompliance.archiver.overview.Today.Condition;
import org.opencompliance.archiver.overview.Today.Running;
import org.opencompliance.archiver.storage.ObjectContent;

class TodayIsTheSameInAllProcessesTest {

    @TempDir
    private Path folder;

    private SomeArchive archive;
    private Member one;
    private Member other;

    @BeforeEach
    void open() throws IOException {
        archive = new SomeArchive(folder);
        one = archive.member("one");
        other = archive.member("other");
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
    }

    private static Running running() {
        return new Running("run", SomeArchive.NOW, SomeArchive.NOW, SomeArchive.NOW, 120, 778);
    }

    @Test
    void exceptForTheNameOfTheProcess() throws IOException {
        one.staged.set(5);
        other.imported.set(7);
        other.running = running();
        other.pending = new Tally(3, SomeArchive.NOW.minusSeconds(90), 0);
        other.parked = Map.of(Reason.UNMAPPED, 2L);
        one.pending = other.pending;
        one.parked = other.parked;
        one.look();
        other.look();

        Today first = one.look();
        Today second = other.look();

        assertThat(second.process()).isEqualTo("other");
        assertThat(first.process()).isEqualTo("one");
        assertThat(first).usingRecursiveComparison().ignoringFields("process").isEqualTo(second);
        assertThat(first.state().name()).isEqualTo(Condition.collecting);
        assertThat(first.collection().done()).isEqualTo(120);
        assertThat(first.throughput()).hasSize(60).last().satisfies(minute -> {
            assertThat(minute.staged()).isEqualTo(5);
            assertThat(minute.imported()).isEqualTo(7);
        });
        assertThat(first.pending().oldestSeconds()).isEqualTo(90);
        assertThat(first.parked().byReason()).containsExactly(Map.entry("unmapped", 2L));
        assertThat(first.parked().whatToDo().get("unmapped")).isNotEmpty();
        assertThat(first.counters().imported()).isEqualTo(9);
        assertThat(first.days()).hasSize(30).last().satisfies(day -> {
            assertThat(day.day()).isEqualTo(SomeArchive.DAY);
            assertThat(day.items()).isEqualTo(10);
            assertThat(day.state()).isEqualTo(DayRow.State.RUNNING);
        });
    }

    /** Each hides only itself: not JSON, without its parts, too large. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"process\":\"x\",\"problems\":[],\"minutes\":[]}",
                "{\"process\":\"x\",\"at\":\"2026-11-22T08:00:00Z\",\"problems\":[],\"minutes\":[{}]}",
                "{\"process\":\"x\",\"at\":\"2026-11-22T08:00:00Z\",\"problems\":[{}],\"minutes\":[],\"collection\":{}}",
                "{\"process\":\"x\",\"at\":\"2026-11-22T08:00:00Z\",\"problems\":[],\"minutes\":[],\"counted\":{\"live\":[]}}",
                "{\"process\":\"x\",\"at\":\"2026-11-22T08:00:00Z\",\"problems\":[],\"minutes\":[]} %s"
            })
    void withoutAnObjectThatIsDamaged(String json) throws IOException {
        String name = PublishedState.folder(SomeArchive.CONNECTOR) + "1.json";
        byte[] content = json.replace("%s", " ".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
        archive.store.create(name, ObjectContent.of(content));
        other.running = running();
        other.look();

        Today today = one.look();

        assertThat(today.collection().done()).isEqualTo(120);
        assertThat(today.state().name()).isEqualTo(Condition.collecting);
    }

    @Test
    void withTheMailboxesThatAnyProcessFoundThrottled() throws IOException {
        one.pending = new Tally(3, SomeArchive.NOW.minusSeconds(90), 0);
        other.pending = one.pending;
        assertThat(one.look().pending().throttledMailboxes()).isNull();
        one.throttled = 1;
        other.throttled = 2;
        other.look();

        assertThat(one.look().pending().throttledMailboxes()).isEqualTo(2);
    }

    /** Its numbers would be the latest ones until that time. */
    @Test
    void withoutAProcessWhoseClockWasWrong() throws IOException {
        other.running = running();
        archive.clock.advance(Duration.ofDays(400));
        other.look();
        archive.clock.advance(Duration.ofDays(-400));
        one.parked = Map.of(Reason.UNMAPPED, 2L);

        Today today = one.look();

        assertThat(today.collection()).isNull();
        assertThat(today.parked().open()).isEqualTo(2);
    }

    @Test
    void withoutAProcessThatStoppedReporting() throws IOException {
        other.running = running();
        other.look();
        archive.clock.advance(ProcessState.SILENCE.plusSeconds(1));

        Today today = one.look();

        assertThat(today.collection()).isNull();
        assertThat(today.state().name()).isEqualTo(Condition.idle);
    }

    @Test
    void withTheMinutesOfAProcessThatEnded() throws IOException {
        other.staged.set(11);
        other.look();
        other.overview.close();

        assertThat(one.look().throughput()).last().satisfies(minute -> assertThat(minute.staged())
                .isEqualTo(11));
    }

    @Test
    void aPauseGoesBeforeAProblemAndLastsWhileAnyProcessWorks() throws IOException {
        one.last = SomeArchive.collection(false, null);
        other.last = one.last;
        other.held = 1;
        archive.pause.begin("fay");
        other.look();

        Today ending = one.look();
        assertThat(ending.state().name()).isEqualTo(Condition.pausing);
        assertThat(ending.state().by()).isEqualTo("fay");
        assertThat(ending.problems()).hasSize(1);

        other.held = 0;
        archive.clock.advance(Overview.EVERY);
        other.look();
        assertThat(one.look().state().name()).isEqualTo(Condition.paused);

        archive.pause.end("fay");
        Today red = one.look();
        assertThat(red.state().name()).isEqualTo(Condition.red);
        assertThat(red.state().text()).isEqualTo("The last collection was not complete: night");
        assertThat(red.state().action()).isNotEmpty();
    }

    @Test
    void theEquationsAreThoseOfTheStoredReport() throws IOException {
        one.last = SomeArchive.collection(true, "HOLDS, 1 parked, 0 pending");
        new ReportWriter(archive.store).write(SomeArchive.report(SomeArchive.DAY, "night", Verdict.HOLDS));

        Today today = one.look();

        assertThat(today.problems()).isEmpty();
        assertThat(today.last().verdict()).isEqualTo("HOLDS, 1 parked, 0 pending");
        assertThat(today.last().equations())
                .extracting(Today.Equation::name)
                .containsExactly("source", "imports", "contentHashes");
        assertThat(today.last().equations()).extracting(Today.Equation::holds).containsExactly(true, true, null);
    }

    @Test
    void aBrokenEquationIsAProblem() throws IOException {
        one.last = SomeArchive.collection(true, "BROKEN, 1 parked, 0 pending");
        new ReportWriter(archive.store).write(SomeArchive.report(SomeArchive.DAY, "night", Verdict.BROKEN));

        Today today = one.look();

        assertThat(today.state().name()).isEqualTo(Condition.red);
        assertThat(today.last().equations().get(0).holds()).isFalse();
        assertThat(today.problems().get(0).check()).isEqualTo("report");
    }

    @Test
    void aCollectionWithoutAReportHasNoEquations() throws IOException {
        one.last = SomeArchive.collection(true, null);

        Today today = one.look();

        assertThat(today.last().equations()).isEmpty();
        assertThat(today.last().verdict()).isEqualTo("no report yet, work is pending");
        assertThat(today.problems()).isEmpty();
    }

    @Test
    void pastDaysAreThoseOfTheStoredReports() throws IOException {
        new ReportWriter(archive.store).write(SomeArchive.report(SomeArchive.DAY.minusDays(1), null, Verdict.BROKEN));
        new ReportWriter(archive.store).write(SomeArchive.report(SomeArchive.DAY.minusDays(2), null, Verdict.HOLDS));

        assertThat(one.look().days().subList(26, 30))
                .extracting(DayRow::state)
                .containsExactly(
                        DayRow.State.NONE, DayRow.State.COMPLETE, DayRow.State.INCOMPLETE, DayRow.State.RUNNING);
    }

    @Test
    void aReaderWithoutAProcessSaysSo() throws IOException {
        TodayReader reader = archive.reader(null);
        reader.refreshProcesses(Optional.empty());
        assertThat(reader.read(null).problems().get(0).text()).isEqualTo("No archiver has reported yet");

        one.look();
        archive.clock.advance(Duration.ofMinutes(12));
        reader.refreshProcesses(Optional.empty());
        Today crashed = reader.read(null);

        assertThat(crashed.state().text()).isEqualTo("No archiver has reported for 12 minutes");
        assertThat(crashed.state().since()).isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
        assertThat(crashed.counters()).as("the last known ones").isNotNull();
    }

    @Test
    void aPeriodOfThirtyDaysEndsWithTheCurrentOne() throws IOException {
        Today today = one.look();

        assertThat(today.days().get(0).day()).isEqualTo(SomeArchive.DAY.minusDays(29));
        assertThat(today.next()).isEqualTo(SomeArchive.NEXT);
        assertThat(Overview.json(today)).contains("\"state\":{\"name\":\"idle\"", "\"day\":\"2026-11-22\"");
    }
}
