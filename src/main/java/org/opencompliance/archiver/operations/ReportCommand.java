package org.opencompliance.archiver.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints a report. */
@Command(name = "report", description = "Print the report of a collection or of a day.")
final class ReportCommand implements Callable<Integer> {

    @ParentCommand
    private ArchiverCommand parent;

    @Override
    public Integer call() {
        return 1;
    }
}
