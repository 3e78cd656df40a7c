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
            description = "Lists, fetches, maps and plans; writes to no mailbox and to no record of the storage area.")
    private boolean dryRun;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "Dry run: a mapping file that is not in force, and the changes by it.")
    private Path mapping;

    @Option(names = "--json", description = "Prints JSON; of a dry run, all rows.")
    private boolean json;

    @Option(names = "--csv", description = "Dry run: prints all rows as CSV.")
    private boolean csv;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Dry run: writes all rows to a new file, as JSON if its name ends in .json, else as CSV.")
    private Path output;

    @Option(
            names = "--participants",
            description = "Dry run: adds names, numbers and addresses of the participants of each planned row.")
    private boolean participants;

    @Option(
            names = "--rows",
            paramLabel = "NUMBER",
            description = "Dry run: maximum number of rows in the table. Default: 50.")
    private Integer rows;

    public boolean isDryRun() {
        return dryRun;
    }

    public boolean isJson() {
        return json;
    }

    /** The required change of the options, or null. */
    public String problem() {
        if (!dryRun) {
            return isAnyOtherGiven() ? "--mapping, --csv, --output, --participants and --rows need --dry-run" : null;
        }
        if (json && csv) {
            return "--json and --csv exclude each other";
        }
        return rows != null && rows < 0 ? "--rows must not be negative" : null;
    }

    private boolean isAnyOtherGiven() {
        return mapping != null || csv || output != null || participants || rows != null;
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
            summary = run.over(from, to, asJson ? new JsonRowsOutput(file) : new CsvOutput(file));
        }
        new TableOutput(out, 0).end(summary);
        return summary.exitCode();
    }

    private Output printed(PrintWriter out) throws IOException {
        if (json) {
            return new JsonRowsOutput(out);
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
