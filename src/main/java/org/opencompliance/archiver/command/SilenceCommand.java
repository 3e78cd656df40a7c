package org.opencompliance.archiver.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.ledger.report.ReportJson;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.Silence.JudgedDay;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;
import org.opencompliance.archiver.ledger.silence.SilenceText;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.start.SilenceSettings;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists mailboxes and days without their usual items, also next to a running archiver. Exit code 1 with a finding. */
@Command(
        name = "silence",
        description = {
            "Lists the mailboxes that had items regularly and have none, and the days without their usual items.",
            "Exit code 1 with a finding."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver silence",
            "  archiver silence --day 2026-11-20 --all --json",
            "",
            "See also: archiver items, archiver report; the page evidence.md"
        })
final class SilenceCommand implements Callable<Integer> {

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--day",
            paramLabel = "DAY",
            description = "At the end of this day in UTC, 2026-11-20. Default: yesterday.")
    private LocalDate day;

    @Option(names = "--all", description = "Also lists the other mailboxes that have items regularly.")
    private boolean all;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        LocalDate asked = day == null ? LocalDate.now(ZoneOffset.UTC).minusDays(1) : day;
        try (ObjectStore store = StorageArea.attach(parent.configuration())) {
            Silences silences = SilenceSettings.silences(parent.configuration(), store, Clock.systemUTC());
            Silence silence = silences.of(asked)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "--day must be over, with some minutes for its last events: " + asked));
            print(silence, all ? silences.regular(asked) : silence.mailboxes());
            return (silence.findings() == 0 ? ExitCode.OK : ExitCode.FAILED).code();
        }
    }

    private void print(Silence silence, List<SilentMailbox> mailboxes) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("silence", silence);
            answer.put("mailboxes", mailboxes);
            out.print(ReportJson.text(answer));
        } else {
            table(out, silence, mailboxes);
        }
        out.flush();
    }

    private static void table(PrintWriter out, Silence silence, List<SilentMailbox> mailboxes) {
        for (JudgedDay judged : silence.days()) {
            String usual = judged.usual() == null ? "unknown" : judged.usual().toString();
            out.println("Day " + judged.day() + ": " + judged.verdict().name().replace('_', ' ') + ", " + judged.items()
                    + " items, usual: " + usual);
        }
        out.println("Mailboxes with regular items: " + silence.regular() + ", silent: " + silence.silent());
        if (!mailboxes.isEmpty()) {
            out.println(SilenceText.head());
            mailboxes.forEach(mailbox -> out.println(SilenceText.row(mailbox)));
        }
        if (silence.silent() > silence.mailboxes().size()) {
            out.println("--all lists all of them.");
        }
    }
}
