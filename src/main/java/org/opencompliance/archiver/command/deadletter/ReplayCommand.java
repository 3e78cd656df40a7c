package org.opencompliance.archiver.command.deadletter;

import java.time.Instant;
import org.opencompliance.archiver.command.execution.CommandRunner;
import org.opencompliance.archiver.ledger.LedgerEvent;
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
            "  archiver dead-letters replay --skipped not-archived --from 2026-11-20",
            "  archiver dead-letters replay --fallback --from 2026-11-20",
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

    @Option(
            names = "--skipped",
            paramLabel = "REASON",
            description = {
                "Plans skipped items again, after a change of the filter: those of this reason since --from.",
                "Not parked items; a plan only adds deliveries."
            })
    private String skipped;

    @Option(
            names = "--fallback",
            description =
                    "Plans the items in the fallback mailbox again, after a change of the mapping; their copy there stays.")
    private boolean fallback;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First day, in UTC, on which the skipped or fallback items ended.")
    private String from;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (skipped != null || fallback) {
            return ask(Request.replayEnded(ended(), since(), null, CommandRunner.user()), json);
        }
        if (from != null) {
            throw wrong("--from needs --skipped or --fallback");
        }
        String id = item == null ? null : TerminalText.parse(item);
        return ask(Request.replay(reason, id, CommandRunner.user()), json);
    }

    private String ended() {
        if (skipped != null && fallback || reason != null || item != null) {
            throw wrong("--skipped and --fallback exclude each other, --reason and --item");
        }
        return fallback ? LedgerEvent.FALLBACK : skipped;
    }

    private Instant since() {
        if (from == null) {
            throw wrong("--skipped and --fallback need --from, the first day on which the items ended");
        }
        try {
            return Request.instant("--from", from);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }
}
