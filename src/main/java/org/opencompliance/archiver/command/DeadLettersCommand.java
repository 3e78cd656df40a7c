package org.opencompliance.archiver.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
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
final class DeadLettersCommand implements Runnable {

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    /** Lists the open dead letters. */
    @Command(name = "list", description = "List the open dead letters.")
    static final class ListCommand implements Callable<Integer> {

        @ParentCommand
        private DeadLettersCommand parent;

        @Spec
        private CommandSpec spec;

        @Option(names = "--reason", paramLabel = "REASON", description = "only those, for example unmapped")
        private String reason;

        @Override
        public Integer call() throws Exception {
            Configuration configuration = parent.parent.configuration();
            PrintWriter out = spec.commandLine().getOut();
            try (ObjectStore store = StorageArea.attach(configuration)) {
                List<DeadLetter> letters =
                        new DeadLetters(store, null, configuration.required("archiver.connector")).list(reason);
                letters.forEach(letter -> out.println(line(letter)));
                out.println(letters.isEmpty() ? "No open dead letters." : letters.size() + " open dead letters.");
            }
            return 0;
        }

        private static String line(DeadLetter letter) {
            return String.join(
                    "  ",
                    letter.opening().openedAt().toString(),
                    letter.reason().label(),
                    letter.listed().id().replaceAll("\\p{C}", "?"),
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
    static final class ReplayCommand implements Callable<Integer> {

        @ParentCommand
        private DeadLettersCommand parent;

        @Spec
        private CommandSpec spec;

        @Option(names = "--reason", paramLabel = "REASON", description = "only those, for example unmapped")
        private String reason;

        @Option(names = "--item", paramLabel = "ID", description = "only those of one item")
        private String item;

        @Override
        public Integer call() throws Exception {
            CommandRunner runner = new CommandRunner(
                    parent.parent.configuration(), spec.commandLine().getErr());
            RequestAnswer answer = runner.carryOut(CommandRunner.replay(reason, item));
            spec.commandLine().getOut().println(answer.text());
            return answer.good() ? 0 : 1;
        }
    }
}
