package org.opencompliance.archiver.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.command.execution.CommandRunner;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists and replays dead letters. */
@Command(
        name = "dead-letters",
        description = "List the dead letters, or replay them once the cause is fixed.",
        subcommands = {DeadLettersCommand.ListCommand.class, DeadLettersCommand.ReplayCommand.class})
final class DeadLettersCommand extends CommandGroup {

    /** A command on the dead letters of a reason. */
    private abstract static class OfReason implements Callable<Integer> {

        @ParentCommand
        private DeadLettersCommand parent;

        @Spec
        private CommandSpec spec;

        @Option(names = "--reason", paramLabel = "REASON", description = "only those, for example unmapped")
        private String reason;

        final Configuration configuration() {
            return parent.configuration();
        }

        final CommandLine line() {
            return spec.commandLine();
        }

        final String reason() {
            return reason;
        }
    }

    /** Lists the open dead letters. */
    @Command(name = "list", description = "List the open dead letters.")
    static final class ListCommand extends OfReason {

        @Override
        public Integer call() throws Exception {
            PrintWriter out = line().getOut();
            try (ObjectStore store = StorageArea.attach(configuration())) {
                List<DeadLetter> letters =
                        new DeadLetters(store, null, configuration().required("archiver.connector")).list(reason());
                letters.forEach(letter -> out.println(text(letter)));
                out.println(letters.isEmpty() ? "No open dead letters." : letters.size() + " open dead letters.");
            }
            return ExitCode.OK.code();
        }

        private static String text(DeadLetter letter) {
            return String.join(
                    "  ",
                    letter.opening().openedAt().toString(),
                    letter.reason().label(),
                    TerminalText.shown(letter.listed().id()),
                    to(letter),
                    letter.detail() == null ? "" : letter.detail());
        }

        /** The address of the mailbox, or the participant without a known mailbox. */
        private static String to(DeadLetter letter) {
            String to = letter.address() == null ? letter.mailbox() : letter.address();
            return to == null ? "-" : to;
        }
    }

    /** Replays dead letters. */
    @Command(name = "replay", description = "Fetch, map and import parked items again, once the cause is fixed.")
    static final class ReplayCommand extends OfReason {

        @Option(
                names = "--item",
                paramLabel = "ID",
                description = "only those of one item; the id as the list shows it")
        private String item;

        @Override
        public Integer call() throws Exception {
            CommandRunner runner = new CommandRunner(configuration(), line().getErr());
            RequestAnswer answer =
                    runner.carryOut(Request.replay(reason(), item == null ? null : TerminalText.parse(item), CommandRunner.user()));
            line().getOut().println(answer.text());
            return ExitCode.of(answer).code();
        }
    }
}
