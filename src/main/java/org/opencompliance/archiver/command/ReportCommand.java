package org.opencompliance.archiver.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.collect.OpenCollections;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.Heartbeat;
import org.opencompliance.archiver.command.execution.WaitingMailboxes;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.delivery.RecordStates;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.LedgerAudit;
import org.opencompliance.archiver.ledger.report.LedgerFinding;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportCsv;
import org.opencompliance.archiver.ledger.report.ReportTable;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.checked.CheckedReport;
import org.opencompliance.archiver.ledger.report.checked.CheckedReports;
import org.opencompliance.archiver.ledger.report.html.ReportPages;
import org.opencompliance.archiver.ledger.report.range.RangeReport;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.start.SilenceSettings;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Shows the report of a collection or of a day, also next to a running archiver, and checks that the ledger it is counted from
 * is unchanged.
 */
@Command(
        name = "report",
        description = {
            "Shows the report of a collection, a day or a range. Default: the last collection.",
            "Compares the ledger with its chains, and says whether it is unchanged. Exit code 7 if it is not."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver report",
            "  archiver report --day 2026-11-20 --format html --output day.html",
            "  archiver report --run 20261122T183050Z-8eff35 --json",
            "  archiver report --from 2026-11-01 --to 2026-12-01 --format csv",
            "",
            "See also: archiver items, archiver verify; the page evidence.md"
        })
final class ReportCommand implements Callable<Integer> {

    /** The output formats. */
    enum Format {
        table,
        json,
        csv,
        html
    }

    /** At most one of these. */
    private static final class Subject {

        @Option(names = "--run", paramLabel = "RUN", description = "The collection of that name.")
        private String run;

        @Option(names = "--day", paramLabel = "DAY", description = "A day in UTC, 2026-11-20.")
        private LocalDate day;

        @ArgGroup(exclusive = false)
        private RangeOutput range;
    }

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Subject subject = new Subject();

    @Option(names = "--format", paramLabel = "FORMAT", description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
    private Format asked;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    private Format format;

    @Option(names = "--output", paramLabel = "FILE", description = "Writes to a file. Default: standard output.")
    private Path output;

    /** The subject of a report: a collection and the day on which it began, or a day and no collection. */
    private record Target(String connector, String run, LocalDate day) {}

    @Override
    public Integer call() throws Exception {
        format = format();
        Configuration configuration = parent.configuration();
        String connector = configuration.required("archiver.connector");
        if (subject.range != null && subject.range.problem() != null) {
            throw new ParameterException(spec.commandLine(), subject.range.problem());
        }
        try (ObjectStore store = StorageArea.attach(configuration);
                Heartbeat beat = Heartbeat.of(spec, "reading reports and ledger")) {
            if (subject.range != null) {
                return range(configuration, store);
            }
            Target target = target(store, connector);
            LedgerAudit audit = new LedgerAudit(store, connector, StorageArea.sealKeys(configuration, store));
            CheckedReport found = new CheckedReports(
                            connector, new ReportWriter(store), builder(store, connector), audit)
                    .of(target.run(), target.day());
            tellState(found);
            print(rendered(store, found));
            tellWaiting(configuration, store, found.report());
            ExitCode ofReport = found.report().map(ExitCode::of).orElse(ExitCode.FAILED);
            return (found.ledger().intact() ? ofReport : ExitCode.ALTERED).code();
        }
    }

    /** Says why a report is not the final one, or missing. */
    private void tellState(CheckedReport found) {
        if (found.report().isPresent() && !found.stored()) {
            tell("Not written yet: this is how it stands now.");
        } else if (found.failure() != null) {
            tell(ArchiverCommand.rootMessage(found.failure()));
        } else if (found.report().isEmpty() && found.ledger().intact()) {
            throw new ConfigurationException("The collection has only just begun.");
        }
    }

    private Format format() {
        if (json && asked != null && asked != Format.json) {
            throw new ParameterException(spec.commandLine(), "--json is --format json: give one of them");
        }
        Format usual = asked == null ? Format.table : asked;
        return json ? Format.json : usual;
    }

    private int range(Configuration configuration, ObjectStore store) throws IOException {
        String connector = configuration.required("archiver.connector");
        RangeOutput range = subject.range;
        LedgerFinding ledger = new LedgerAudit(store, connector, StorageArea.sealKeys(configuration, store))
                .verify(range.first(), range.last());
        RangeReport report = range.report(store, connector, builder(store, connector));
        print(RangeOutput.render(report, format));
        tell(ReportTable.render(ledger).stripTrailing());
        return report.broken() || !ledger.intact() ? 1 : 0;
    }

    /** Writes a report; a file has the same bytes as the stored report. */
    private void print(String text) throws IOException {
        if (output == null) {
            spec.commandLine().getOut().println(text.stripTrailing());
        } else {
            Files.writeString(output, text);
        }
    }

    private Target target(ObjectStore store, String connector) throws IOException {
        if (subject.day != null) {
            return new Target(connector, null, subject.day);
        }
        OpenCollections collections = new OpenCollections(store, connector);
        OpenCollection found = (subject.run == null ? collections.latest() : collections.find(subject.run))
                .orElseThrow(() -> new ConfigurationException(
                        subject.run == null
                                ? "Nothing was collected yet."
                                : "There was no collection " + subject.run + "."));
        return new Target(connector, found.run(), LocalDate.ofInstant(found.begun(), ZoneOffset.UTC));
    }

    private ReportBuilder builder(ObjectStore store, String connector) {
        boolean copies = parent.configuration().flag("archiver.copy-items");
        Clock clock = Clock.systemUTC();
        Silence.Source silence = subject.range == null
                ? SilenceSettings.silences(parent.configuration(), store, clock)
                : Silence.Source.NONE;
        return new ReportBuilder(new LedgerReader(store, connector), new RecordStates(store), clock, copies, silence);
    }

    /** A report counts the pending deliveries; the mailboxes that refuse are as they are now. */
    private void tellWaiting(Configuration configuration, ObjectStore store, Optional<Report> report)
            throws IOException {
        if (report.filter(found -> found.imports().pending() > 0).isPresent()) {
            PrintWriter out = format == Format.table
                    ? spec.commandLine().getOut()
                    : spec.commandLine().getErr();
            new WaitingMailboxes(configuration, store).list().forEach(mailbox -> out.println(mailbox.text()));
        }
    }

    /** Writes to standard error, because a program may parse the output. */
    private void tell(String text) {
        spec.commandLine().getErr().println(text);
    }

    private String rendered(ObjectStore store, CheckedReport found) throws IOException {
        LedgerFinding ledger = found.ledger();
        if (format == Format.json) {
            return found.json();
        }
        if (found.report().isEmpty()) {
            return ReportTable.render(ledger);
        }
        Report report = found.report().get();
        if (format == Format.html) {
            // the page always has the same bytes, so the check of today is not a part of it
            tell(ReportTable.render(ledger).stripTrailing());
            return new ReportPages(store, report.heading().connector(), ReasonGuide.load()).render(report);
        }
        return format == Format.csv
                ? ReportCsv.render(report) + ReportCsv.render(ledger)
                : ReportTable.render(report) + ReportTable.render(ledger);
    }
}
