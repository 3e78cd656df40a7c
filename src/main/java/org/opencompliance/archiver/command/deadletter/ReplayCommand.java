package org.opencompliance.archiver.command.deadletter;

import org.opencompliance.archiver.command.execution.CommandRunner;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.request.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replays dead letters. */
@Command(
        name = "replay",
        description = {
            "Fetches, maps and imports parked items again, after their cause is fixed. Default: all.",
            "An item that fails again stays parked. The ledger records the account."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver dead-letters replay",
            "  archiver dead-letters replay --reason unmapped",
            "  archiver dead-letters replay --item 4711 --json",
            "",
            "See also: archiver dead-letters list, archiver events"
        })
final class ReplayCommand extends LettersCommand {

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those of this reason, for example unmapped. Default: all reasons.")
    private String reason;

    @Option(
            names = "--item",
            paramLabel = "ID",
            description = "Only those of one item; the id as the list shows it. Default: all items.")
    private String item;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        String id = item == null ? null : TerminalText.parse(item);
        return ask(Request.replay(reason, id, CommandRunner.user()), json);
    }
}
