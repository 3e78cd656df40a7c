package org.opencompliance.archiver.command.deadletter;

import org.opencompliance.archiver.command.execution.CommandGroup;
import picocli.CommandLine.Command;

/** The dead letters, and the deliveries that may become some. */
@Command(
        name = "dead-letters",
        description = "List, show, replay or discard dead letters; list the mailboxes that are waited for.",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            ReplayCommand.class,
            DiscardCommand.class,
            WaitingCommand.class
        })
public final class DeadLettersCommand extends CommandGroup {}
