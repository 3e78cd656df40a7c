package org.opencompliance.archiver.command.lookup;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.command.execution.Configured;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.JsonOutput;
import org.opencompliance.archiver.story.Stories;
import org.opencompliance.archiver.story.Story;
import org.opencompliance.archiver.story.StoryArea;
import org.opencompliance.archiver.story.StoryText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows the story of one item, also next to a running archiver. Exit code 1 when the ledger does not know it. */
@Command(
        name = "item",
        description = {
            "Shows all that happened to an item: listed, stored, mapped, imported, parked.",
            "Compares its original with the record now. Works beside a running archiver."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver item 4711",
            "  archiver item 4711 --participants --json",
            "  archiver item '<4711@archive.invalid>'",
            "",
            "See also: archiver items, archiver dead-letters show; the page evidence.md"
        })
public final class ItemCommand implements Callable<Integer> {

    @ParentCommand
    private Configured parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            description =
                    "The item id, the id that the copies of a message for several owners have in common, the internet"
                            + " message id of a message in a mailbox, or its id in Microsoft Graph.")
    private String id;

    @Option(names = "--participants", description = "Also shows the participants, with name, number and address.")
    private boolean participants;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (StoryArea area = StoryAreas.open(parent.configuration(), spec);
                Stories stories = area.stories()) {
            List<Story> found = stories.find(id, participants);
            area.tellUnreadable(stories.unreadable());
            print(found);
            return (found.isEmpty() ? ExitCode.FAILED : ExitCode.OK).code();
        }
    }

    private void print(List<Story> found) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, Map.of("items", found));
        } else if (found.isEmpty()) {
            out.println("The ledger has no item and no message with this id.");
        } else {
            found.forEach(story -> out.print(StoryText.of(story)));
        }
        out.flush();
    }
}
