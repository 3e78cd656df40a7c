package org.opencompliance.archiver.notice;

import java.util.ArrayList;
import java.util.List;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.ReportRows;

/** A report as the title and the plain text of its notice. */
final class ReportText {

    private static final String NAME = "WeChat Archiver: ";

    private final Report report;
    private final Notice.Facts facts;

    ReportText(Report report, Notice.Facts facts) {
        this.report = report;
        this.facts = facts;
    }

    /** Whether a person must act although the numbers add up. */
    boolean needsAttention() {
        return report.parked() > 0
                || !facts.reasons().isEmpty()
                || report.source().incompleteWindows() > 0
                || report.unrecorded()
                || report.run() != null && !Boolean.TRUE.equals(report.complete());
    }

    String title() {
        List<String> parts = new ArrayList<>();
        if (report.run() != null) {
            parts.add(completeness());
        } else if (report.unrecorded()) {
            parts.add("no process ran");
        } else if (!needsAttention() && !report.broken() && report.doubles().isEmpty()) {
            parts.add("all is well");
        } else {
            parts.add("report of the day");
        }
        if (report.broken()) {
            parts.add("DOES NOT ADD UP");
        }
        add(parts, report.doubles().size(), "made twice");
        add(parts, report.parked(), "parked");
        add(parts, report.imports().pending(), "pending");
        return NAME + String.join(", ", parts) + " (" + report.day() + ")";
    }

    private String completeness() {
        if (report.complete() == null) {
            return "did not end";
        }
        return report.complete() ? "complete" : "incomplete";
    }

    private static void add(List<String> parts, long number, String what) {
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }

    String body() {
        StringBuilder text = new StringBuilder(ReportRows.title(report)).append("\n\n");
        ReportRows.notices(report).forEach(line -> text.append(line).append('\n'));
        add(text, report.equations().controlTotal());
        add(text, report.equations().fanOut());
        if (report.equations().contentHashes() != null) {
            add(text, report.equations().contentHashes());
        }
        text.append('\n');
        ReportRows.counters(report).forEach(counter -> text.append(counter.name())
                .append(": ")
                .append(counter.value())
                .append('\n'));
        return text + NoticeText.parked(facts);
    }

    private static void add(StringBuilder text, Equation equation) {
        text.append(equation.verdict().text())
                .append(": ")
                .append(equation.text())
                .append('\n');
    }
}
