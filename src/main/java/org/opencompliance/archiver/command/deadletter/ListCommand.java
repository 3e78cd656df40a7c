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
@Command(name = "list", description = "List the open dead letters.")
final class ListCommand extends LettersCommand {

    @Option(names = "--reason", paramLabel = "REASON", description = "only those, for example unmapped")
    private String reason;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "opened at that time or later: 2026-11-20 or 2026-11-20T00:00:00Z")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "opened before; as --from")
    private String to;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Instant begin = time("--from", from, Instant.MIN);
        Instant end = time("--to", to, Instant.MAX);
        if (!begin.isBefore(end)) {
            throw wrong("--to must be later than --from");
        }
        try (ObjectStore store = attach()) {
            print(letters(store).list(reason).stream()
                    .filter(letter -> !letter.opening().openedAt().isBefore(begin)
                            && letter.opening().openedAt().isBefore(end))
                    .toList());
        }
        return ExitCode.OK.code();
    }

    private void print(List<DeadLetter> letters) throws Exception {
        if (json) {
            json("deadLetters", letters);
            return;
        }
        letters.forEach(letter -> out().println(LetterText.line(letter)));
        out().println(letters.isEmpty() ? "No open dead letters." : letters.size() + " open dead letters.");
    }

    private Instant time(String option, String text, Instant usual) {
        try {
            return text == null ? usual : Request.instant(option, text);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }
}
