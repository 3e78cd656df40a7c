package org.opencompliance.archiver.command.deadletter;

import org.opencompliance.archiver.command.execution.CommandRunner;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.request.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replays dead letters. */
@Command(name = "replay", description = "Fetch, map and import parked items again, once the cause is fixed.")
final class ReplayCommand extends LettersCommand {

    @Option(names = "--reason", paramLabel = "REASON", description = "only those, for example unmapped")
    private String reason;

    @Option(names = "--item", paramLabel = "ID", description = "only those of one item; the id as the list shows it")
    private String item;

    @Override
    public Integer call() throws Exception {
        String id = item == null ? null : TerminalText.parse(item);
        return ask(Request.replay(reason, id, CommandRunner.user()));
    }
}
