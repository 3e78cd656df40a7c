package org.opencompliance.archiver.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.Equations;
import org.opencompliance.archiver.ledger.report.Report.Heading;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Rows;
import org.opencompliance.archiver.ledger.report.Report.Source;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/** Reports for notices. */
record SampleReport(String run, Boolean complete, Verdict verdict, long failed) {

    static final LocalDate DAY = LocalDate.parse("2026-11-21");
    static final Instant MADE = Instant.parse("2026-11-21T06:03:10Z");
    static final String RUN = "20261121T060000Z-8eff35";

    static SampleReport collection() {
        return new SampleReport(RUN, true, Verdict.HOLDS, 0);
    }

    static SampleReport day() {
        return new SampleReport(null, null, Verdict.HOLDS, 0);
    }

    SampleReport failed(long number) {
        return new SampleReport(run, complete, verdict, number);
    }

    SampleReport verdict(Verdict other) {
        return new SampleReport(run, complete, other, failed);
    }

    SampleReport complete(Boolean whole) {
        return new SampleReport(run, whole, verdict, failed);
    }

    private Instant made() {
        return run == null ? Instant.parse("2026-11-22T00:05:10Z") : MADE;
    }

    Report report() {
        Source source = new Source(812, 812L, 810, 2, new TreeMap<>(), 1, 0, null, List.of(), null);
        Imports imports = new Imports(1_200, 1_200 - failed, 0, 0, failed, 0, null);
        List<Row> failures = Collections.nCopies((int) failed, new Row("4711", null, "0b1c2d3e", "unmapped"));
        Equations equations = new Equations(
                new Equation("812 listed = 810 staged + 2 seen before + 0 parked at collection", Verdict.HOLDS),
                new Equation("1200 available = the results of all deliveries", verdict),
                new Equation("The source gave a hash for each item", Verdict.HOLDS));
        return new Report(
                new Heading("wechat", DAY, run, made(), complete),
                source,
                imports,
                run == null ? Imports.NONE : null,
                equations,
                new Rows(failures, List.of(), List.of(), List.of()),
                null,
                List.of(),
                null);
    }
}
