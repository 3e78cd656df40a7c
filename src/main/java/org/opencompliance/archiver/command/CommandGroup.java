package org.opencompliance.archiver.command;

import org.opencompliance.archiver.configuration.Configuration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command with subcommands; without one of them it prints its usage. */
abstract class CommandGroup implements Runnable {

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    Configuration configuration() {
        return parent.configuration();
    }
}
