package org.opencompliance.archiver.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.command.execution.CommandGroup;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingCsv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks custom mappings. */
@Command(
        name = "mapping",
        description = "Look at custom mappings of mobile numbers to mailboxes.",
        subcommands = MappingCommand.CheckFile.class)
final class MappingCommand extends CommandGroup {

    /** The route by which the archiver itself checks files. */
    static final String CHECK = "check-user-mapping";

    /** Checks a file without loading it. */
    @Command(name = "check", description = "Check a mapping file before it is used; nothing is put in force.")
    static final class CheckFile implements Callable<Integer> {

        @ParentCommand
        private MappingCommand parent;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "a CSV file: External User ID,Microsoft 365 User Mailbox")
        private Path file;

        @Override
        public Integer call() throws Exception {
            byte[] content = content();
            MappingCheck check;
            try (RouteProbe routes =
                    RouteProbe.start(parent.configuration(), Map.of("mappingCsv", new MappingCsv()), CHECK)) {
                check = check(routes.ask(CHECK, content, Map.of()));
            }
            PrintWriter out = spec.commandLine().getOut();
            check.problems().forEach(out::println);
            out.println(
                    check.accepted()
                            ? "Accepted: " + check.mapping().rows() + " rows."
                            : "Refused as a whole: " + check.problems().size() + " problems to correct.");
            return (check.accepted() ? ExitCode.OK : ExitCode.FAILED).code();
        }

        private static MappingCheck check(Exchange answer) throws Exception {
            if (answer.getException() != null) {
                throw answer.getException();
            }
            return answer.getMessage().getBody(MappingCheck.class);
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
