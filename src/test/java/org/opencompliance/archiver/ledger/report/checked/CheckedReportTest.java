package org.opencompliance.archiver.ledger.report.checked;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.ledger.file.LedgerVerification;
import org.opencompliance.archiver.ledger.report.LedgerFinding;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.seal.SealFinding;

class CheckedReportTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final LedgerFinding LEDGER = new LedgerFinding(
            DAY, DAY, 1, new SealFinding(0, null, List.of(), List.of()), new LedgerVerification(1, 9, 0, List.of()));

    private static CheckedReport checked(int failures) {
        Report report = new Report(
                new Report.Heading("wechat", DAY, null, Instant.parse("2026-11-21T00:05:00Z"), null),
                new Report.Source(9, 9L, 9, 0, new TreeMap<>(), 1, 0, null, List.of(), null),
                new Imports(9, 0, 0, 0, 9, 0, null),
                Imports.NONE,
                new Report.Equations(new Equation("", Verdict.HOLDS), new Equation("", Verdict.HOLDS), null),
                new Report.Rows(
                        Collections.nCopies(failures, new Row("a", null, null, "unmapped")),
                        List.of(),
                        List.of(),
                        List.of()),
                null,
                List.of(),
                null);
        return new CheckedReport(Optional.of(report), true, LEDGER, null);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void showsTheFirstRowsOfALongListAndTheNumberOfTheOthers() throws IOException {
        JsonNode shown = json(checked(9).json(4));

        assertThat(shown.path("failures")).hasSize(4);
        assertThat(shown.path("omitted").toString()).isEqualTo("{\"failures\":5}");
        assertThat(shown.at("/ledger/lines").asInt()).isEqualTo(9);
    }

    @Test
    void isTheDocumentOfTheCommandWhenEverythingFits() {
        assertThat(checked(4).json(4)).isEqualTo(checked(4).json());
    }
}
