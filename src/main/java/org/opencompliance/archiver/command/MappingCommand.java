package org.opencompliance.archiver.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.command.execution.CommandGroup;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.JsonOutput;
import org.opencompliance.archiver.command.lookup.StoryAreas;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.mapping.csv.MappedBy;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingCheckResult;
import org.opencompliance.archiver.mapping.csv.MappingCsv;
import org.opencompliance.archiver.mapping.csv.MappingProblem;
import org.opencompliance.archiver.story.RecentNumbers;
import org.opencompliance.archiver.story.StoryArea;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks custom mappings. */
@Command(
        name = "mapping",
        description = "Checks custom mappings of mobile numbers or login names to mailboxes.",
        footerHeading = "%nExamples:%n",
        footer = {"  archiver mapping check mapping.csv", "", "See also: archiver check; the page set-up.md"},
        subcommands = MappingCommand.CheckFile.class)
final class MappingCommand extends CommandGroup {

    /** The route by which the archiver itself checks files. */
    static final String CHECK = "check-user-mapping";

    /** Checks a file without loading it. */
    @Command(
            name = "check",
            description = {
                "Checks a mapping file before it is used, and lists its errors by line. Puts nothing in force.",
                "Warns of rows that can hardly match, also by the participants of the last 7 days."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  archiver mapping check mapping.csv",
                "  archiver mapping check mapping.csv --json",
                "",
                "See also: archiver check; the page set-up.md"
            })
    static final class CheckFile implements Callable<Integer> {

        /** Their headers are read in a few seconds. */
        private static final int MOST_ITEMS = 5_000;

        @ParentCommand
        private MappingCommand parent;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "A CSV file: External User ID,Microsoft 365 User Mailbox.")
        private Path file;

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            byte[] content = content();
            Configuration configuration = parent.configuration();
            MappedBy mappedBy = MappedBy.of(configuration.choice("archiver.mapping-by", MappedBy.VALUES));
            MappingCheck check;
            try (RouteProbe routes =
                    RouteProbe.start(configuration, Map.of("mappingCsv", new MappingCsv(mappedBy)), CHECK)) {
                check = routes.answer(CHECK, content, MappingCheck.class);
            }
            List<MappingProblem> warnings = new ArrayList<>(check.warnings());
            if (check.accepted() && mappedBy == MappedBy.MOBILE) {
                warnings.addAll(withoutCountryCode(check, configuration));
            }
            MappingCheckResult output = MappingCheckResult.of(check, warnings);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                JsonOutput.print(out, output);
            } else {
                output.lines().forEach(out::println);
            }
            return (check.accepted() ? ExitCode.OK : ExitCode.FAILED).code();
        }

        /** Without a storage area there is nothing to compare with: the check also runs where no archiver does. */
        private List<MappingProblem> withoutCountryCode(MappingCheck check, Configuration configuration) {
            try (StoryArea area = StoryAreas.open(configuration, spec);
                    RecentNumbers numbers = area.recentNumbers()) {
                return check.withoutCountryCode(numbers.ofLastDays(MOST_ITEMS));
            } catch (IOException | UncheckedIOException | ConfigurationException e) {
                spec.commandLine()
                        .getErr()
                        .println("Not compared with the participants of the last days: " + e.getMessage());
                return List.of();
            }
        }

        private byte[] content() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new ConfigurationException("The mapping file " + file + " cannot be read: is the name right?");
            }
        }
    }
}
