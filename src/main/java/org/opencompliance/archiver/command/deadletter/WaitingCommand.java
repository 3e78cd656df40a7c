package org.opencompliance.archiver.command.deadletter;

import java.util.List;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.WaitingMailboxes;
import org.opencompliance.archiver.delivery.WaitingMailbox;
import org.opencompliance.archiver.storage.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the mailboxes that refuse, with the deliveries that wait for them. */
@Command(
        name = "waiting",
        description = "Lists the mailboxes that refuse: since when, next try, and when their deliveries are parked.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver dead-letters waiting",
            "  archiver dead-letters waiting --json",
            "",
            "See also: archiver dead-letters list, archiver collect"
        })
final class WaitingCommand extends LettersCommand {

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (ObjectStore store = attach()) {
            print(new WaitingMailboxes(configuration(), store).list());
        }
        return ExitCode.OK.code();
    }

    private void print(List<WaitingMailbox> mailboxes) throws Exception {
        if (json) {
            json("mailboxes", mailboxes);
            return;
        }
        mailboxes.forEach(mailbox -> out().println(mailbox.text()));
        out().println(mailboxes.isEmpty() ? "No mailbox refuses." : mailboxes.size() + " mailboxes refuse.");
    }
}
