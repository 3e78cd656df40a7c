package org.opencompliance.archiver.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.story.Stories;
import org.opencompliance.archiver.story.Story;
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
        description =
                "Show all that happened to an item: listed, stored, mapped, imported, parked, and its original now.")
final class ItemCommand implements Callable<Integer> {

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            description =
                    "the item id, the internet message id of a message in a mailbox, or its id in Microsoft Graph")
    private String id;

    @Option(names = "--participants", description = "also the participants, with name, number and address")
    private boolean participants;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (StoryArea area = StoryArea.open(
                        parent.configuration(), spec.commandLine().getErr());
                Stories stories = area.stories()) {
            List<Story> found = stories.find(id, participants);
            area.tellUnreadable(stories.unreadable());
            print(found);
            return found.isEmpty() ? 1 : 0;
        }
    }

    private void print(List<Story> found) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            byte[] all = JsonObjects.bytes(Map.of("items", found));
            out.println(new ObjectMapper().readTree(all).toPrettyString());
        } else if (found.isEmpty()) {
            out.println("The ledger has no item and no message with this id.");
        } else {
            found.forEach(story -> out.print(StoryText.of(story)));
        }
        out.flush();
    }
}
