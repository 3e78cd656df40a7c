package org.opencompliance.archiver.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.ledger.report.LedgerAudit;
import org.opencompliance.archiver.ledger.report.LedgerFinding;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks the stored ledger, also next to a running archiver. Exit code 0 only if it is unchanged. */
@Command(name = "verify", description = "Check that the ledger is as it was written.")
final class VerifyCommand implements Callable<Integer> {

    private static final LocalDate FIRST = LocalDate.EPOCH;
    private static final LocalDate LAST = LocalDate.of(9999, 12, 30);

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--ledger",
            required = true,
            description = "the files of the ledger, their chains, and the hashes that reports noted")
    private boolean ledger;

    @Option(names = "--from", paramLabel = "DAY", description = "a day in UTC, 2026-11-20; the first by default")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "not included; all up to now by default")
    private LocalDate to;

    @Override
    public Integer call() throws Exception {
        LocalDate first = from == null ? FIRST : from;
        LocalDate last = to == null ? LAST : to.minusDays(1);
        if (last.isBefore(first)) {
            throw new ParameterException(spec.commandLine(), "--to must be later than --from");
        }
        LedgerFinding finding = find(first, last);
        PrintWriter out = spec.commandLine().getOut();
        if (from == null && to == null && finding.ledger().files() == 0 && finding.intact()) {
            out.println("There is no ledger in this storage area.");
            return 1;
        }
        finding.faults().forEach(out::println);
        out.println((finding.intact() ? "As it was written: " : "BROKEN: " + faults(finding) + " in ") + finding.text()
                + ".");
        return finding.intact() ? 0 : 1;
    }

    private LedgerFinding find(LocalDate first, LocalDate last) throws IOException {
        Configuration configuration = parent.configuration();
        try (ObjectStore store = StorageArea.attach(configuration)) {
            return new LedgerAudit(
                            store,
                            configuration.required("archiver.connector"),
                            StorageArea.sealKeys(configuration, store))
                    .verify(first, last);
        }
    }

    private static String faults(LedgerFinding finding) {
        int faults = finding.faults().size();
        return faults == 1 ? "1 fault" : faults + " faults";
    }
}
