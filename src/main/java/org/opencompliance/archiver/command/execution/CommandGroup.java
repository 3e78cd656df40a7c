package org.opencompliance.archiver.command.execution;

import org.opencompliance.archiver.configuration.Configuration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command with subcommands; without one of them it prints its usage. */
public abstract class CommandGroup implements Runnable, Configured {

    @ParentCommand
    private Configured parent;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    @Override
    public Configuration configuration() {
        return parent.configuration();
    }
}
