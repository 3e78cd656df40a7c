package org.opencompliance.archiver.ledger.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.report.Report.Encrypted;

class ReportCountsEncryptedItemsTest {

    @TempDir
    Path temp;

    private ReportArea area;

    @BeforeEach
    void open() throws Exception {
        area = new ReportArea(temp);
        area.run("run-1").window(4, 4).staged("a", "b", "c", "d");
    }

    @AfterEach
    void close() throws Exception {
        area.close();
    }

    private void plan(String item, Map<String, Object> more) {
        Map<String, Object> details = new HashMap<>(more);
        details.put("name", ReportArea.name(item));
        details.put("deliveries", 1);
        area.event(EventType.PLANNED, item, null, details);
    }

    @Test
    void byTheirLatestPlan() throws Exception {
        plan("a", Map.of("encryption", "decrypted"));
        plan("b", Map.of("encryption", "not-decrypted"));
        plan("b", Map.of("again", 1));
        plan("c", Map.of("encryption", "not-decrypted"));
        plan("c", Map.of("encryption", "partly-decrypted"));
        plan("d", Map.of());

        Report report = area.collection();

        assertThat(report.encrypted()).isEqualTo(new Encrypted(1, 1, 1));
        assertThat(area.day().encrypted()).isEqualTo(report.encrypted());
        assertThat(ReportCsv.render(report)).contains("\"counter\",\"Encrypted items not decrypted\",\"1\"");
        assertThat(ReportJson.parse(ReportJson.render(report).getBytes(UTF_8))).isEqualTo(report);
    }

    @Test
    void withoutOneTheReportIsAsBefore() throws Exception {
        plan("a", Map.of());

        assertThat(area.collection().encrypted()).isNull();
        assertThat(ReportJson.render(area.collection())).doesNotContain("encrypted");
        assertThat(ReportTable.render(area.collection())).doesNotContain("Encrypted");
    }
}
