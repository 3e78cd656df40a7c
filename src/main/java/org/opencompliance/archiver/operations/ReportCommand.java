package org.opencompliance.archiver.operations;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.Configuration;
import org.opencompliance.archiver.ConfigurationException;
import org.opencompliance.archiver.ledger.LedgerReader;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportCsv;
import org.opencompliance.archiver.ledger.report.ReportJson;
import org.opencompliance.archiver.ledger.report.ReportTable;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.OpenCollections;
import org.opencompliance.archiver.work.OpenCollections.OpenCollection;
import org.opencompliance.archiver.work.RecordStates;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows the report of a collection or of a day, beside a running archiver too. Exit code 1 when it does not add up. */
@Command(
        name = "report",
        description = "Show what became of the items of a collection or a day; of the last collection by default.")
final class ReportCommand implements Callable<Integer> {

    /** How a report is written. */
    enum Format {
        table,
        json,
        csv
    }

    /** One of them or none. */
    private static final class Subject {

        @Option(names = "--run", paramLabel = "RUN", description = "the collection of that name")
        private String run;

        @Option(names = "--day", paramLabel = "DAY", description = "a day in UTC, 2026-11-20")
        private LocalDate day;
    }

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Subject subject = new Subject();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default")
    private Format format;

    @Override
    public Integer call() throws Exception {
        Configuration configuration = parent.configuration();
        String connector = configuration.required("archiver.connector");
        Report report;
        try (ObjectStore store = StorageArea.attach(configuration)) {
            report = subject.day != null ? day(store, connector) : collection(store, connector);
        }
        spec.commandLine().getOut().println(rendered(report).stripTrailing());
        boolean broken = report.controlTotal().verdict() == Verdict.BROKEN
                || report.fanOut().verdict() == Verdict.BROKEN;
        return broken ? 1 : 0;
    }

    private Report day(ObjectStore store, String connector) throws IOException {
        Optional<Report> kept = new ReportWriter(store).read(connector, subject.day, null);
        return kept.isPresent() ? kept.get() : live(builder(store, connector).day(subject.day));
    }

    private Report collection(ObjectStore store, String connector) throws IOException {
        OpenCollections collections = new OpenCollections(store, connector);
        OpenCollection found = (subject.run == null ? collections.latest() : collections.find(subject.run))
                .orElseThrow(() -> new ConfigurationException(
                        subject.run == null
                                ? "Nothing was collected yet."
                                : "There was no collection " + subject.run + "."));
        LocalDate day = LocalDate.ofInstant(found.begun(), ZoneOffset.UTC);
        Optional<Report> kept = new ReportWriter(store).read(connector, day, found.run());
        if (kept.isPresent()) {
            return kept.get();
        }
        return live(builder(store, connector)
                .collection(found.run(), day)
                .orElseThrow(() -> new ConfigurationException("The collection has only just begun.")));
    }

    private static ReportBuilder builder(ObjectStore store, String connector) {
        return new ReportBuilder(new LedgerReader(store, connector), new RecordStates(store), Clock.systemUTC());
    }

    /** Not to the output, which may be read by a program. */
    private Report live(Report report) {
        spec.commandLine().getErr().println("Not written yet: this is how it stands now.");
        return report;
    }

    private String rendered(Report report) {
        return switch (format) {
            case table -> ReportTable.render(report);
            case json -> ReportJson.render(report);
            case csv -> ReportCsv.render(report);
        };
    }
}
