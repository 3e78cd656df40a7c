package org.opencompliance.archiver.command.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.opencompliance.archiver.command.execution.Configured;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.Heartbeat;
import org.opencompliance.archiver.command.execution.JsonOutput;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.Stories;
import org.opencompliance.archiver.story.Story;
import org.opencompliance.archiver.story.StoryArea;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Copies records and their audit trails into a folder, as SEC 17a-4(f)(2)(iv) requires. */
@Command(
        name = "export",
        description = {
            "Copies items with their audit trails into a folder: the original, the story as text and as JSON, and the"
                    + " SHA-256 of each file.",
            "The story names the participants. Works beside a running archiver. Exit code 1 if an item is unknown or an"
                    + " original is missing or changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver export 4711 --output case-12",
            "  archiver export 4711 4712 --output case-12 --json",
            "",
            "See also: archiver item, archiver items, archiver verify; the page questions.md"
        })
public final class ExportCommand implements Callable<Integer> {

    @ParentCommand
    private Configured parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            arity = "1..*",
            description = "Item ids, internet message ids, or message ids in Microsoft Graph.")
    private List<String> ids;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "The folder; it must be empty or not exist.")
    private Path output;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    /** The result: the exported items, and the ids or originals that are missing. */
    private record Result(String folder, List<String> items, List<String> missing) {}

    @Override
    public Integer call() throws Exception {
        requireEmpty();
        Configuration configuration = parent.configuration();
        try (StoryArea area = StoryAreas.open(configuration, spec);
                Stories stories = area.stories();
                ObjectStore store = StorageArea.attach(configuration);
                Heartbeat beat = Heartbeat.of(spec, "exporting")) {
            ExportFolder folder = new ExportFolder(output, store);
            for (String id : ids) {
                List<Story> found = stories.find(TerminalText.parse(id), true);
                if (found.isEmpty()) {
                    folder.unknown(id);
                }
                for (Story story : found) {
                    folder.add(story);
                }
            }
            folder.close();
            area.tellUnreadable(stories.unreadable());
            return print(new Result(output.toString(), folder.items(), folder.missing()))
                    .code();
        }
    }

    private void requireEmpty() throws IOException {
        if (Files.exists(output)) {
            try (Stream<Path> files = Files.list(output)) {
                if (files.findAny().isPresent()) {
                    throw new ConfigurationException("The folder " + output + " is not empty: choose another");
                }
            }
        }
    }

    private ExitCode print(Result result) {
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), result);
        } else {
            result.missing().forEach(spec.commandLine().getOut()::println);
            String items =
                    result.items().size() == 1 ? "1 item" : result.items().size() + " items";
            spec.commandLine().getOut().println(items + " in " + output + "; check with sha256sum --check SHA256SUMS");
        }
        return result.missing().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
