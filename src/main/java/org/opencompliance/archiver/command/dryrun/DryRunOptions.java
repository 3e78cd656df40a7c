package org.opencompliance.archiver.command.dryrun;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of a dry run. */
public final class DryRunOptions {

    private static final int USUAL_ROWS = 50;

    @Option(
            names = "--dry-run",
            description = "list, fetch, map and plan; write to no mailbox and to no record of the storage area")
    private boolean dryRun;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "dry run: a mapping file that is not in force, and the changes by it")
    private Path mapping;

    @Option(names = "--json", description = "dry run: all rows as one JSON object")
    private boolean json;

    @Option(names = "--csv", description = "dry run: all rows as CSV")
    private boolean csv;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "dry run: write all rows to a new file, as JSON if its name ends in .json, else as CSV")
    private Path output;

    @Option(
            names = "--participants",
            description = "dry run: with names, numbers and addresses of the participants of each planned row")
    private boolean participants;

    @Option(
            names = "--rows",
            paramLabel = "NUMBER",
            description = "dry run: maximum number of rows in the table; 50 by default")
    private Integer rows;

    public boolean isDryRun() {
        return dryRun;
    }

    /** The required change of the options, or null. */
    public String problem() {
        if (!dryRun) {
            return isAnyOtherGiven()
                    ? "--mapping, --json, --csv, --output, --participants and --rows need --dry-run"
                    : null;
        }
        if (json && csv) {
            return "--json and --csv exclude each other";
        }
        return rows != null && rows < 0 ? "--rows must not be negative" : null;
    }

    private boolean isAnyOtherGiven() {
        return mapping != null || json || csv || output != null || participants || rows != null;
    }

    /** Runs; prints the result, and the progress on standard error. */
    public ExitCode run(Configuration configuration, Instant from, Instant to, CommandLine line) throws Exception {
        PrintWriter out = line.getOut();
        DryRun run = new DryRun(configuration, mapping, participants, line.getErr());
        if (output == null) {
            return run.over(from, to, printed(out)).exitCode();
        }
        Summary summary;
        try (Writer file = newFile()) {
            boolean asJson = json || !csv && output.toString().endsWith(".json");
            summary = run.over(from, to, asJson ? new JsonOutput(file) : new CsvOutput(file));
        }
        new TableOutput(out, 0).end(summary);
        return summary.exitCode();
    }

    private Output printed(PrintWriter out) throws IOException {
        if (json) {
            return new JsonOutput(out);
        }
        return csv ? new CsvOutput(out) : new TableOutput(out, rows == null ? USUAL_ROWS : rows);
    }

    /** Names addresses of mailboxes, so only the account may read it. */
    private Writer newFile() {
        try {
            return OutputFile.create(output);
        } catch (IOException e) {
            throw new ConfigurationException("The file " + output + " cannot be written: "
                    + (Files.exists(output) ? "it exists" : "is there such a folder?"));
        }
    }
}
