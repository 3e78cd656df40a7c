package org.opencompliance.archiver.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.opencompliance.archiver.command.trial.Trial;
import org.opencompliance.archiver.command.trial.TrialOrder;
import org.opencompliance.archiver.command.trial.TrialResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tries edited routes with one item. Exit code 1 when the item is parked or waits, or a file cannot be used. */
@Command(
        name = "try",
        description = {
            "Runs one item through the routes, with a directory and mailboxes in memory.",
            "Prints each step and where the item ends. Sends nothing, and writes only to a temporary folder."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver try --item message.eml",
            "  archiver try --item message.eml --type chat map-users.camel.yaml --json",
            "",
            "See also: archiver check, archiver item; the page routes/README.md"
        })
final class TryCommand implements Callable<Integer> {

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "ROUTES",
            description = "Route files to try in place of those with the same name in archiver.routes-directory.")
    private List<Path> routes = List.of();

    @Option(
            names = "--item",
            required = true,
            paramLabel = "FILE",
            description = "The original of the item, an e-mail.")
    private Path item;

    @Option(
            names = "--type",
            defaultValue = "",
            paramLabel = "TYPE",
            description = "The type of the item in the listing, such as chat or system.")
    private String type;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "The custom mapping, a CSV file. Default: archiver.mapping-file.")
    private Path mapping;

    @Option(
            names = "--user",
            paramLabel = "ADDRESS",
            description = "An address in the directory, repeatable. Default: each address has a user.")
    private List<String> users = List.of();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Set<String> known =
                users.stream().map(user -> user.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        TrialResult result = Trial.run(new TrialOrder(parent.configuration(), routes, item, type, mapping, known));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? result.json() + System.lineSeparator() : result.text());
        out.flush();
        return result.good() ? 0 : 1;
    }
}
