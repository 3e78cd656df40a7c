package org.opencompliance.archiver.command.deadletter;

import java.time.Instant;
import java.util.List;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.storage.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the open dead letters. */
@Command(
        name = "list",
        description = {
            "Lists the open dead letters, with the reason and the action.",
            "With --all also those that ended, with the result and the account."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver dead-letters list",
            "  archiver dead-letters list --reason unmapped --from 2026-11-20",
            "  archiver dead-letters list --all --from 2026-11-01 --json",
            "",
            "See also: archiver dead-letters show, archiver dead-letters replay"
        })
final class ListCommand extends LettersCommand {

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those of this reason, for example unmapped. Default: all reasons.")
    private String reason;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Opened at that time or later, in UTC: 2026-11-20 or 2026-11-20T00:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Opened before that time; as --from.")
    private String to;

    @Option(names = "--all", description = "Also lists dead letters that ended.")
    private boolean all;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Instant begin = time("--from", from, Instant.MIN);
        Instant end = time("--to", to, Instant.MAX);
        if (!begin.isBefore(end)) {
            throw wrong("--to must be later than --from");
        }
        try (ObjectStore store = attach()) {
            List<DeadLetter> found = letters(store).list(reason, all).stream()
                    .filter(letter -> !letter.opening().openedAt().isBefore(begin)
                            && letter.opening().openedAt().isBefore(end))
                    .toList();
            print(sourced(store, found));
        }
        return ExitCode.OK.code();
    }

    private void print(List<SourcedLetter> letters) throws Exception {
        if (json) {
            json("deadLetters", letters);
            return;
        }
        letters.forEach(letter -> out().println(LetterText.line(letter)));
        String kind = all ? "" : "open ";
        out().println(
                        letters.isEmpty()
                                ? "No " + kind + "dead letters."
                                : letters.size() + " " + kind + "dead letters.");
    }

    private Instant time(String option, String text, Instant usual) {
        try {
            return text == null ? usual : Request.instant(option, text);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }
}
