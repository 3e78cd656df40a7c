package org.opencompliance.archiver.command.deadletter;

import org.opencompliance.archiver.command.execution.CommandRunner;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.request.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Discards the open dead letters of one item. */
@Command(
        name = "discard",
        description = {
            "Ends the open dead letters of one item without a delivery.",
            "Nothing is deleted: the ledger and the dead letter record the account and the reason."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver dead-letters discard --item 4711 --why 'private, ticket 12'",
            "",
            "See also: archiver dead-letters list --all, archiver events"
        })
final class DiscardCommand extends LettersCommand {

    @Option(names = "--item", required = true, paramLabel = "ID", description = "The item id as the list shows it.")
    private String item;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "The reason, for the ledger: 1 to 500 characters, without content of the item.")
    private String why;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        String reason;
        try {
            reason = Request.why(why);
        } catch (IllegalArgumentException e) {
            throw wrong("--why: " + e.getMessage());
        }
        return ask(Request.discard(TerminalText.parse(item), reason, CommandRunner.user()), json);
    }
}
