package org.opencompliance.archiver.command.deadletter;

import org.opencompliance.archiver.command.execution.CommandGroup;
import picocli.CommandLine.Command;

/** The dead letters, and the deliveries that may become some. */
@Command(
        name = "dead-letters",
        description = {
            "Lists, shows, replays or discards dead letters: items and deliveries that need a person.",
            "Lists the mailboxes that refuse deliveries now."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver dead-letters list",
            "  archiver dead-letters replay --reason unmapped",
            "",
            "See also: archiver report; the README, 'When something is parked'"
        },
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            ReplayCommand.class,
            DiscardCommand.class,
            WaitingCommand.class
        })
public final class DeadLettersCommand extends CommandGroup {}
