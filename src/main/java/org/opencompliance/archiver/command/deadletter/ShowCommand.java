package org.opencompliance.archiver.command.deadletter;

import java.util.List;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.storage.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the dead letters of one item, open and ended. */
@Command(
        name = "show",
        description = "Shows the dead letters of one item, open and ended, with all details.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver dead-letters show 4711",
            "  archiver dead-letters show 4711 --json",
            "",
            "See also: archiver dead-letters list, archiver item"
        })
final class ShowCommand extends LettersCommand {

    @Parameters(paramLabel = "ITEM", description = "The item id as the list shows it.")
    private String item;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<SourcedLetter> found;
        try (ObjectStore store = attach()) {
            found = sourced(store, letters(store).ofId(TerminalText.parse(item)));
        }
        if (json) {
            json("deadLetters", found);
        } else if (found.isEmpty()) {
            out().println("There is no dead letter of the item " + item + ": see archiver dead-letters list");
        } else {
            found.forEach(letter -> out().print(LetterText.full(letter)));
            out().flush();
        }
        return (found.isEmpty() ? ExitCode.FAILED : ExitCode.OK).code();
    }
}
