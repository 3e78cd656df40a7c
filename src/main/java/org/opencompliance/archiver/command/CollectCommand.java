package org.opencompliance.archiver.command;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.command.dryrun.DryRunOptions;
import org.opencompliance.archiver.command.execution.CommandRunner;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.JsonOutput;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Collects a range again, or for the first time. */
@Command(
        name = "collect",
        description = {
            "Collects the items that were archived in a range, whatever the schedule did, and waits for the report.",
            "Stored items are not fetched again. A command that is stopped leaves its request to the archiver."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver collect --from 2026-11-20 --to 2026-11-21",
            "  archiver collect --from 2026-11-20T08:00:00Z --to 2026-11-21 --wait 10m",
            "  archiver collect --from 2026-11-20 --to 2026-11-21 --no-wait --json",
            "  archiver collect --from 2026-11-20 --to 2026-11-21 --dry-run",
            "  archiver collect --from 2026-11-20 --to 2026-11-21 --dry-run --mapping new.csv",
            "",
            "See also: archiver report, archiver dead-letters waiting"
        })
final class CollectCommand implements Callable<Integer> {

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "Start of the range in UTC: 2026-11-20 or 2026-11-20T00:00:00Z.")
    private String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TIME",
            description = "End of the range, not included; as --from.")
    private String to;

    /** At most one of the two options. */
    private static final class Waiting {

        @Option(names = "--no-wait", description = "Do not wait for the imports after the collection; exit code 6.")
        private boolean none;

        @Option(
                names = "--wait",
                paramLabel = "DURATION",
                description =
                        "Longest wait for the imports after the collection, for example 10m; exit code 6. Default: no limit.")
        private String limit;
    }

    @Mixin
    private DryRunOptions dryRun;

    @ArgGroup
    private Waiting waiting = new Waiting();

    @Override
    public Integer call() throws Exception {
        Instant begin = time("--from", from);
        Instant end = time("--to", to);
        if (!begin.isBefore(end)) {
            throw new ParameterException(spec.commandLine(), "--to must be later than --from");
        }
        requireUsable(dryRun.problem());
        Duration patience = patience();
        if (dryRun.isDryRun()) {
            return dryRun.run(parent.configuration(), begin, end, spec.commandLine())
                    .code();
        }
        RequestAnswer answer = new CommandRunner(
                        parent.configuration(), spec.commandLine().getErr(), patience)
                .carryOut(Request.collect(begin, end, CommandRunner.user()));
        if (dryRun.isJson()) {
            JsonOutput.print(spec.commandLine().getOut(), answer);
        } else {
            spec.commandLine().getOut().println(answer.text());
        }
        return ExitCode.of(answer).code();
    }

    private void requireUsable(String problem) {
        if (problem != null) {
            throw new ParameterException(spec.commandLine(), problem);
        }
        if (dryRun.isDryRun() && (waiting.none || waiting.limit != null)) {
            throw new ParameterException(spec.commandLine(), "A dry run imports nothing: omit --wait and --no-wait");
        }
    }

    /** Null for no limit. */
    private Duration patience() {
        if (waiting.none) {
            return Duration.ZERO;
        }
        return waiting.limit == null
                ? null
                : Configuration.parseDuration(waiting.limit)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), "--wait must be a duration such as 30s, 10m or 2h"));
    }

    private Instant time(String option, String text) {
        try {
            return Request.instant(option, text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
