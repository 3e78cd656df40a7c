package org.opencompliance.archiver.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Goes through what a set-up needs. */
@Command(name = "check", description = "Go through the set-up: login, mapping, settings; ready or not.")
final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    private ArchiverCommand parent;

    @Override
    public Integer call() {
        return 1;
    }
}
