package org.opencompliance.archiver.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.JsonOutput;
import org.opencompliance.archiver.command.execution.Screen;
import org.opencompliance.archiver.overview.Today;
import org.opencompliance.archiver.overview.TodayText;
import org.opencompliance.archiver.start.StatusArea;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows the situation of the archive, as the page Today of the console does. It only reads the storage area. */
@Command(
        name = "status",
        description = {
            "Shows the state of the archive: the last collection with its equations, the counters of today, the last 30"
                    + " days, pending and parked items, and what to do.",
            "Works with and without a running archiver, and changes nothing. Exit code 1 if there is a problem, 6 if"
                    + " work is under way, 5 if items are parked."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver status",
            "  archiver status --watch",
            "  archiver status --watch=10",
            "  archiver status --json",
            "",
            "See also: archiver report, archiver dead-letters list, archiver check"
        })
final class StatusCommand implements Callable<Integer> {

    private static final int LONGEST = 3600;

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "2",
            paramLabel = "SECONDS",
            description = "Shows it again and again until Ctrl-C, every 2 seconds or as given.")
    private Integer watch;

    @Option(names = "--json", description = "Prints JSON, the document of the console.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (watch != null && (watch < 1 || watch > LONGEST)) {
            throw new ParameterException(spec.commandLine(), "--watch must be 1 to " + LONGEST + " seconds");
        }
        try (StatusArea area = StatusArea.open(parent.configuration())) {
            Screen screen =
                    watch == null || json ? null : Screen.of(spec.commandLine().getOut());
            Today today = area.status().read();
            print(today, screen);
            while (watch != null && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(Duration.ofSeconds(watch).toNanos());
                if (!Thread.currentThread().isInterrupted()) {
                    today = area.status().read();
                    print(today, screen);
                }
            }
            return exitCode(today).code();
        }
    }

    private void print(Today today, Screen screen) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, today);
        } else if (screen != null) {
            screen.show(TodayText.of(today));
        } else {
            out.print(TodayText.of(today));
            out.flush();
        }
    }

    /** A pause is no problem, because an operator asked for it. */
    private static ExitCode exitCode(Today today) {
        if (!today.problems().isEmpty()) {
            return ExitCode.FAILED;
        }
        boolean pending = today.pending() != null && today.pending().items() > 0;
        if (pending || today.collection() != null) {
            return ExitCode.PENDING;
        }
        return today.parked() != null && today.parked().open() > 0 ? ExitCode.PARKED : ExitCode.OK;
    }
}
