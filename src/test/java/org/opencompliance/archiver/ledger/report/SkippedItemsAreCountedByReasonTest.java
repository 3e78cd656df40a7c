package org.opencompliance.archiver.ledger.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route skips and parks for reasons of its own; each form of the report has them. */
class SkippedItemsAreCountedByReasonTest {

    @TempDir
    Path temp;

    private ReportArea area;

    @BeforeEach
    void open() throws IOException {
        area = new ReportArea(temp);
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    private Report twoCallsAHeartbeatAndAnExcludedUser() throws IOException {
        area.run("run-1")
                .staged("1")
                .staged("2")
                .staged("3")
                .staged("4")
                .window(4, 4)
                .ended();
        area.skipped("1", "calls-not-imported")
                .skipped("2", "calls-not-imported")
                .skipped("3", "system");
        area.closedWithoutDelivery("4", "excluded-user");
        return area.collection();
    }

    @Test
    void withTheReasonOfTheRoute() throws IOException {
        Report report = twoCallsAHeartbeatAndAnExcludedUser();

        assertThat(report.imports().skipped()).isEqualTo(3);
        assertThat(report.imports().skippedByReason()).isEqualTo(Map.of("calls-not-imported", 2L, "system", 1L));
        assertThat(report.rows().failures()).extracting(Report.Row::reason).containsExactly("excluded-user");
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void inEachForm() throws IOException {
        Report report = twoCallsAHeartbeatAndAnExcludedUser();

        assertThat(ReportTable.render(report))
                .containsPattern("Items skipped: calls-not-imported +2\n")
                .contains("excluded-user");
        assertThat(ReportCsv.render(report))
                .contains("\"counter\",\"Items skipped: system\",\"1\"")
                .contains("\"excluded-user\"");
        assertThat(ReportJson.render(report)).contains("\"calls-not-imported\" : 2", "\"excluded-user\"");
        assertThat(ReportJson.parse(ReportJson.render(report).getBytes(UTF_8))).isEqualTo(report);
    }

    @Test
    void reportsOfEarlierVersionsAndWithoutSkippedItemsHaveNone() throws IOException {
        area.run("run-1").staged("1").window(1, 1).ended();
        area.closedWithoutDelivery("1", "malformed");
        String json = ReportJson.render(area.collection());

        assertThat(json).doesNotContain("skippedByReason");
        assertThat(ReportJson.parse(json.getBytes(UTF_8)).imports().skippedByReason())
                .isEmpty();
    }

    @Test
    void anExpressionDoesNotMakeTheReportEndless() throws IOException {
        ReportArea run = area.run("run-1");
        IntStream.range(0, 60).forEach(i -> run.staged("i" + i));
        run.window(60, 60).ended();
        IntStream.range(0, 60).forEach(i -> area.skipped("i" + i, "reason-" + i));

        assertThat(area.collection().imports().skippedByReason()).hasSize(51).containsEntry("other-reasons", 10L);
    }
}
