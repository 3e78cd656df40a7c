package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.overview.Today.Equation;
import org.opencompliance.archiver.overview.Today.Last;

/** The collection that ended last with the equations of its report, which is read once. */
final class LastReport {

    private final ReportWriter reports;
    private final String connector;
    private volatile Known known = new Known(null, List.of());

    LastReport(ReportWriter reports, String connector) {
        this.reports = reports;
        this.connector = connector;
    }

    private record Known(String run, List<Equation> equations) {}

    /** Reads the report of the collection, if it has one that was not read yet. */
    void refresh(OpenCollection last) throws IOException {
        if (last == null || last.verdict() == null || last.run().equals(known.run())) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(last.begun(), ZoneOffset.UTC);
        Optional<Report> report = reports.read(connector, day, last.run());
        report.ifPresent(read -> known = new Known(last.run(), equations(read)));
    }

    /** The collection with the equations, if they are known; null for none. */
    Last of(OpenCollection last) {
        if (last == null) {
            return null;
        }
        Known now = known;
        return new Last(
                last.run(),
                last.from(),
                last.to(),
                last.begun(),
                last.ended(),
                last.complete(),
                verdict(last),
                last.run().equals(now.run()) ? now.equations() : List.of());
    }

    private static String verdict(OpenCollection last) {
        if (last.verdict() != null) {
            return last.verdict();
        }
        return last.complete() ? "no report yet, work is pending" : "INCOMPLETE, no report yet";
    }

    private static List<Equation> equations(Report report) {
        List<Equation> equations = new ArrayList<>();
        equations.add(equation("source", report.equations().controlTotal()));
        equations.add(equation("imports", report.equations().fanOut()));
        if (report.equations().contentHashes() != null) {
            equations.add(equation("contentHashes", report.equations().contentHashes()));
        }
        return equations;
    }

    private static Equation equation(String name, Report.Equation equation) {
        Boolean holds =
                switch (equation.verdict()) {
                    case HOLDS -> Boolean.TRUE;
                    case BROKEN -> Boolean.FALSE;
                    default -> null;
                };
        return new Equation(name, equation.text(), equation.verdict().text(), holds);
    }

    /** Whether an equation of a complete collection is broken. */
    static boolean isBroken(Last last) {
        return last.equations().stream().anyMatch(equation -> equation.verdict().equals(Verdict.BROKEN.text()));
    }
}
