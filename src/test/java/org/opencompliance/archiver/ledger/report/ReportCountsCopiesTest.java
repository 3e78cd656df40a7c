package org.opencompliance.archiver.ledger.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.report.Report.Copies;

class ReportCountsCopiesTest {

    @TempDir
    Path temp;

    private ReportArea area;

    @BeforeEach
    void open() throws Exception {
        area = new ReportArea(temp);
        area.run("run-1").window(3, 3).staged("a").at("2026-11-20T02:10:00Z").staged("b", "c");
    }

    @AfterEach
    void close() throws Exception {
        area.close();
    }

    private void note(EventType type, String item) {
        area.event(type, item, null, Map.of("name", ReportArea.name(item)));
    }

    @Test
    void ofTheItemsStagedInIt() throws Exception {
        note(EventType.COPY_FAILED, "b");
        note(EventType.COPIED, "a");
        note(EventType.COPIED, "a");
        note(EventType.COPIED, "other");

        Report report = area.collection();

        assertThat(report.copies()).isEqualTo(new Copies(1, 2, 1, Instant.parse("2026-11-20T02:10:00Z")));
        assertThat(area.day().copies()).isEqualTo(report.copies());
        assertThat(ReportTable.render(report))
                .contains("Copies made", "Copies waiting", "Copies with a failed attempt", "2026-11-20T02:10:00Z");
        assertThat(ReportCsv.render(report)).contains("\"counter\",\"Copies waiting\",\"2\"");
        assertThat(ReportJson.parse(ReportJson.render(report).getBytes(UTF_8))).isEqualTo(report);
    }

    @Test
    void aDayDoesNotCountCopiesOfTheNextDay() throws Exception {
        note(EventType.COPIED, "a");
        area.at("2026-11-21T00:10:00Z");
        note(EventType.COPIED, "b");

        assertThat(area.day().copies().made()).isEqualTo(1);
        assertThat(area.collection().copies().made()).isEqualTo(2);
    }

    @Test
    void withoutASecondPlaceItSaysNothing() throws Exception {
        Report report = area.collection();

        assertThat(report.copies()).isNull();
        assertThat(ReportJson.render(report)).doesNotContain("copies");
        assertThat(ReportTable.render(report)).doesNotContain("Copies");
    }
}
