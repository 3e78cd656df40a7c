package org.opencompliance.archiver.ledger.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.file.LedgerMark;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.LedgerVerification;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Kind;
import org.opencompliance.archiver.ledger.seal.SealCheck;
import org.opencompliance.archiver.ledger.seal.SealFinding;
import org.opencompliance.archiver.ledger.seal.SealKeys;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/**
 * Verifies a ledger by its chains, by the stored reports and by the seals. Each report and each seal notes last lines, so the
 * check detects a removed last file and a recomputed chain. Can run while the ledger is written.
 */
public final class LedgerAudit {

    /** The report of a collection is made at the start of the next one, so within days. */
    private static final int REPORT_DAYS = 7;

    private final ObjectStore store;
    private final String connector;
    private final SealKeys keys;
    private final List<LedgerMark> carried = new ArrayList<>();

    /** @param keys the keys of the seals */
    public LedgerAudit(ObjectStore store, String connector, SealKeys keys) {
        this.store = store;
        this.connector = connector;
        this.keys = keys;
    }

    /** Also compares the ledger with lines that copies outside the area note. */
    public LedgerAudit with(Collection<LedgerMark> marks) {
        carried.addAll(marks);
        return this;
    }

    /** The marks of the stored reports, and the unreadable reports. */
    private record Noted(long reports, List<LedgerMark> marks, List<Break> unreadable) {}

    /**
     * Checks the UTC days from the first to the last, both inclusive.
     *
     * @throws IOException when the storage area cannot be read
     */
    public LedgerFinding verify(LocalDate from, LocalDate to) throws IOException {
        // before the ledger is read: the noted lines are durable by then
        Noted noted = noted(from, to);
        LedgerReader reader = new LedgerReader(store, connector);
        SealFinding seals = new SealCheck(store, reader, keys).verify(from, to);
        List<LedgerMark> marks = new ArrayList<>(noted.marks());
        marks.addAll(seals.marks());
        marks.addAll(carried);
        LedgerVerification ledger = reader.verify(from, to, marks);
        LedgerVerification all = with(ledger, noted.unreadable(), seals.faults());
        return new LedgerFinding(from, to, noted.reports(), seals, all);
    }

    private static LedgerVerification with(LedgerVerification ledger, List<Break> unreadable, List<Break> ofSeals) {
        Set<Break> all = new LinkedHashSet<>(ledger.breaks());
        all.addAll(unreadable);
        all.addAll(ofSeals);
        return new LedgerVerification(ledger.files(), ledger.lines(), ledger.tornFiles(), List.copyOf(all));
    }

    private Noted noted(LocalDate from, LocalDate to) throws IOException {
        LocalDate first = from.minusDays(REPORT_DAYS);
        List<LedgerMark> marks = new ArrayList<>();
        List<Break> unreadable = new ArrayList<>();
        List<String> names = names(first, to);
        for (String name : names) {
            Optional<Report> report = read(name);
            report.ifPresent(
                    found -> found.cut().forEach(cut -> marks.add(new LedgerMark(cut.file(), cut.n(), cut.hash()))));
            if (report.isEmpty()) {
                unreadable.add(new Break(Kind.CHANGED, name, 0));
            }
        }
        return new Noted(names.size(), marks, unreadable);
    }

    private List<String> names(LocalDate first, LocalDate last) throws IOException {
        String folder = "reports/" + connector + "/";
        try (Stream<ObjectInfo> reports = store.list(folder)) {
            return reports.map(ObjectInfo::name)
                    .filter(name -> name.endsWith(".json"))
                    .filter(name -> isBetween(name.substring(folder.length()), first, last))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isBetween(String name, LocalDate first, LocalDate last) {
        try {
            LocalDate day = LocalDate.parse(name.substring(0, Math.max(0, name.indexOf('/'))));
            return !day.isBefore(first) && !day.isAfter(last);
        } catch (DateTimeException e) {
            // not a report of this program
            return false;
        }
    }

    private Optional<Report> read(String name) throws IOException {
        Optional<StoredObject> stored = store.read(name);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ReportJson.parse(stored.get().content()));
        } catch (IOException e) {
            // reported as a changed file
            return Optional.empty();
        }
    }
}
