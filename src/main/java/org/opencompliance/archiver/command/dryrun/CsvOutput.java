package org.opencompliance.archiver.command.dryrun;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.opencompliance.archiver.command.dryrun.Row.Target;
import org.opencompliance.archiver.ledger.report.ReportCsv;

/** All rows as CSV for a spreadsheet; the remarks are rows with the outcome {@code remark}. */
final class CsvOutput implements Output {

    private final Writer out;

    CsvOutput(Writer out) throws IOException {
        this.out = out;
        write(
                "item",
                "archivedAt",
                "staged",
                "outcome",
                "reason",
                "rule",
                "mailbox",
                "address",
                "before",
                "participants",
                "people",
                "detail");
    }

    @Override
    public void item(List<Row> rows) throws IOException {
        for (Row row : rows) {
            Target target = row.target();
            write(
                    row.item(),
                    row.archivedAt() == null ? "" : row.archivedAt().toString(),
                    Boolean.toString(row.staged()),
                    row.outcome().label(),
                    text(row.reason()),
                    text(target.rule()),
                    text(target.mailbox()),
                    text(target.address()),
                    text(target.before()),
                    target.participants().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                    String.join("; ", target.people()),
                    text(row.detail()));
        }
    }

    @Override
    public void end(Summary summary) throws IOException {
        for (String remark : summary.remarks()) {
            write("", "", "", "remark", "", "", "", "", "", "", "", remark);
        }
        out.flush();
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private void write(String... cells) throws IOException {
        StringBuilder row = new StringBuilder();
        ReportCsv.row(row, cells);
        out.append(row);
    }
}
