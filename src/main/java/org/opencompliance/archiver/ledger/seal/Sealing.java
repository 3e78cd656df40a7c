package org.opencompliance.archiver.ledger.seal;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import org.opencompliance.archiver.ledger.CompleteDays;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerMark;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.LedgerVerification;
import org.opencompliance.archiver.ledger.seal.Seal.SealedReport;
import org.opencompliance.archiver.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals each UTC day after its end: verifies its chains and signs their last hashes. The first seal of a day stays; several
 * processes, or a restart, make no second one. Days without lines get no seal; a seal also covers unsealed days before it.
 */
public final class Sealing {

    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    /** The report of a collection is made at the start of the next one, so within days. */
    private static final int REPORT_DAYS = 7;

    private final String connector;
    private final Ledger ledger;
    private final LedgerReader reader;
    private final SealFiles files;
    private final SealKeys keys;
    private final Clock clock;
    private LocalDate done;

    /**
     * @param ledger the ledger of this process
     * @param reader of the whole ledger
     */
    public Sealing(ObjectStore store, Ledger ledger, LedgerReader reader, SealKeys keys, Clock clock) {
        this.connector = reader.connector();
        this.ledger = ledger;
        this.reader = reader;
        this.files = new SealFiles(store, connector);
        this.keys = keys;
        this.clock = clock;
    }

    /** Seals all days up to yesterday that have no seal. */
    public synchronized void sealDue() throws IOException {
        LocalDate due = CompleteDays.last(clock);
        if (due.equals(done) || ledger.failingFor().isPresent()) {
            return;
        }
        ledger.flush().join();
        NavigableMap<LocalDate, String> names = files.names();
        LocalDate first = names.isEmpty() ? LocalDate.MIN : names.lastKey().plusDays(1);
        SortedSet<LocalDate> days = reader.days();
        days.removeIf(day -> day.isBefore(first) || day.isAfter(due));
        if (!days.isEmpty()) {
            seal(days.first(), due, names.lastEntry());
        }
        done = due;
    }

    private void seal(LocalDate from, LocalDate to, Map.Entry<LocalDate, String> before) throws IOException {
        Optional<SealKey> key = keys.signing();
        if (key.isEmpty()) {
            throw new IOException("archiver.seal-key-file has only a public key: the ledger cannot be sealed with it");
        }
        LedgerVerification found = reader.verify(from, to);
        List<LedgerMark> heads = reader.heads(from, to);
        List<SealedReport> reports =
                files.reports(from.minusDays(REPORT_DAYS), to).toList();
        String previous = before == null ? LedgerLine.NO_HASH : hash(before.getValue());
        String fingerprint = key.get().publicKey().fingerprint();
        Seal seal =
                new Seal(connector, from, to, clock.instant(), found.intact(), heads, reports, previous, fingerprint);
        boolean first = files.create(SignedSeal.sign(seal, key.get()));
        if (first && !found.intact()) {
            LOG.error("The ledger up to {} was sealed and is not as it was written; run verify --ledger", to);
        }
    }

    private String hash(String name) throws IOException {
        return files.read(name).map(Sha256::hex).orElse(LedgerLine.NO_HASH);
    }
}
