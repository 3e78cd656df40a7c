package org.opencompliance.archiver.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.command.execution.Heartbeat;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.evidence.Days;
import org.opencompliance.archiver.evidence.Findings;
import org.opencompliance.archiver.evidence.OriginalsCheck;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.CarriedHashes;
import org.opencompliance.archiver.ledger.report.LedgerAudit;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Checks that the evidence is as it was recorded, also next to a running archiver; writes to no mailbox and no ledger.
 */
@Command(
        name = "verify",
        description = {
            "Compares ledger, originals and imported messages with their records. At least one part is required.",
            "Writes to no mailbox and no ledger; works beside a running archiver. Exit code 7 for any fault."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver verify --ledger",
            "  archiver verify --ledger --originals --from 2026-11-20 --to 2026-11-21",
            "  archiver verify --mailboxes --sample 20 --json",
            "  archiver verify --ledger --seal-key public.pem --carried day.seal",
            "",
            "See also: archiver report, archiver item; the page evidence.md"
        })
final class VerifyCommand implements Callable<Integer> {

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Parts parts;

    /** At least one of them: reading all mailboxes must be asked for. */
    private static final class Parts {

        @Option(
                names = "--ledger",
                description = "The files of the ledger, their chains, the hashes that reports noted, and the seals.")
        private boolean ledger;

        @Option(names = "--originals", description = "The SHA-256 of each stored original, as the ledger has it.")
        private boolean originals;

        @Option(
                names = "--mailboxes",
                description =
                        "Each imported message: there once, no draft, with its dates, class, people, attachments.")
        private boolean mailboxes;
    }

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Compares N originals and N messages, with the contents of attachments. Default: all.")
    private Integer sample;

    @Option(
            names = "--content",
            description = "Also compares the bodies and attachments of messages; reads all of them.")
    private boolean content;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First day of the ledger in UTC, 2026-11-20. Default: its first day.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "End of the days, not included. Default: all up to now.")
    private LocalDate to;

    @Option(
            names = "--carried",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Copies of reports or seals that were kept elsewhere; the ledger must have their hashes.")
    private List<Path> carried = List.of();

    @Option(
            names = "--seal-key",
            paramLabel = "FILE",
            description = "Public key of the seals (PEM). Default: archiver.seal-key-file.")
    private Path sealKey;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Days days = days();
        Configuration configuration = parent.configuration();
        VerifyOutput output = new VerifyOutput(spec.commandLine().getOut(), json);
        VerifyProgress progress = new VerifyProgress(spec.commandLine().getErr());
        try (ObjectStore store = StorageArea.attach(configuration)) {
            if (parts.ledger) {
                LedgerAudit audit = audit(configuration, store);
                try (Heartbeat beat = Heartbeat.of(spec, "comparing the ledger")) {
                    output.ledger(audit.verify(days.from(), days.to()), days.whole());
                }
            }
            if (parts.originals) {
                output.compared("originals", "originals", originals(configuration, store, days, progress));
            }
            if (parts.mailboxes) {
                boolean whole = content || sample != null;
                VerifyMailboxes mailboxes = new VerifyMailboxes(configuration, store, whole, progress);
                output.compared("mailboxes", "messages", mailboxes.verify(days, sample));
            }
        }
        return output.end().code();
    }

    private Days days() {
        Days days = Days.of(from, to);
        if (days.to().isBefore(days.from())) {
            throw new ParameterException(spec.commandLine(), "--to must be later than --from");
        }
        if (sample != null && sample < 1) {
            throw new ParameterException(spec.commandLine(), "--sample must be at least 1");
        }
        return days;
    }

    private LedgerAudit audit(Configuration configuration, ObjectStore store) {
        Configuration keyed =
                sealKey == null ? configuration : configuration.with("archiver.seal-key-file", sealKey.toString());
        LedgerAudit audit = new LedgerAudit(
                store, configuration.required("archiver.connector"), StorageArea.sealKeys(keyed, store));
        for (Path copy : carried) {
            try {
                audit.with(CarriedHashes.read(Files.readAllBytes(copy)));
            } catch (IOException e) {
                throw new ConfigurationException("The copy " + copy + " cannot be used: "
                        + (Files.isReadable(copy) ? e.getMessage() : "it cannot be read"));
            }
        }
        return audit;
    }

    private Findings.Result originals(
            Configuration configuration, ObjectStore store, Days days, VerifyProgress progress) throws IOException {
        LedgerReader ledger = new LedgerReader(store, configuration.required("archiver.connector"));
        OriginalsCheck check =
                new OriginalsCheck(store, ledger, (checked, bytes) -> progress.tell("originals", checked, bytes));
        return sample == null ? check.verify(days) : check.sample(days, sample, new SecureRandom());
    }
}
