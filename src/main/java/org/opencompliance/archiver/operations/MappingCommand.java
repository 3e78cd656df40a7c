package org.opencompliance.archiver.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Looks through a mapping file. */
@Command(name = "mapping", description = "Look through a mapping file before it is put in force.")
final class MappingCommand implements Callable<Integer> {

    @ParentCommand
    private ArchiverCommand parent;

    @Override
    public Integer call() {
        return 1;
    }
}
