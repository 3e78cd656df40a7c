package org.opencompliance.archiver.ledger.seal;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerMark;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Kind;
import org.opencompliance.archiver.ledger.seal.Seal.SealedReport;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Checks the seals of some days. A seal counts when its signature is valid and its key is trusted, or when a later seal that
 * counts notes its hash: so a seal of an earlier key counts after a change of the key. For one use.
 */
public final class SealCheck {

    /** A process that began on a day seals all earlier days; one that ran over midnight for moments may not have. */
    private static final int UNSEALED_DAYS = 2;

    /**
     * A stored seal.
     *
     * @param sealed null when it cannot be read, or belongs to another day or connector
     * @param hash of its file
     * @param linked whether it notes the hash of the seal before
     */
    private record Stored(String name, SignedSeal sealed, String hash, boolean linked) {}

    private final LedgerReader ledger;
    private final SealFiles files;
    private final SealKeys keys;
    private final Set<String> trusted;
    private final List<Break> faults = new ArrayList<>();

    public SealCheck(ObjectStore store, LedgerReader ledger, SealKeys keys) {
        this.ledger = ledger;
        this.files = new SealFiles(store, ledger.connector());
        this.keys = keys;
        this.trusted = keys.trusted();
    }

    /** Checks the seals of the UTC days from the first to the last, both inclusive, and of the days after them. */
    public SealFinding verify(LocalDate from, LocalDate to) throws IOException {
        NavigableMap<LocalDate, String> names = files.names();
        List<Stored> read = read(names, from);
        List<Seal> valid = valid(read);
        List<LedgerMark> marks = new ArrayList<>();
        for (Seal seal : valid) {
            marks.addAll(seal.heads());
            if (!seal.from().isAfter(to)) {
                checkAdded(seal);
            }
        }
        checkReports(valid, from, to);
        checkUnsealed(names, from, to);
        LocalDate last = names.isEmpty() ? null : names.lastKey();
        return new SealFinding(read.size(), last, marks, faults);
    }

    private List<Stored> read(NavigableMap<LocalDate, String> names, LocalDate from) throws IOException {
        List<Stored> all = new ArrayList<>();
        Map.Entry<LocalDate, String> before = names.lowerEntry(from);
        String previous = before == null ? LedgerLine.NO_HASH : hash(before.getValue());
        for (Map.Entry<LocalDate, String> each : names.tailMap(from, true).entrySet()) {
            Stored stored = read(each.getKey(), each.getValue(), previous);
            all.add(stored);
            previous = stored.hash();
        }
        return all;
    }

    private String hash(String name) throws IOException {
        return files.read(name).map(Sha256::hex).orElse(LedgerLine.NO_HASH);
    }

    private Stored read(LocalDate day, String name, String previous) throws IOException {
        Optional<byte[]> file = files.read(name);
        String hash = file.map(Sha256::hex).orElse(LedgerLine.NO_HASH);
        SignedSeal sealed = file.isEmpty() ? null : parsed(day, file.get());
        return new Stored(
                name,
                sealed,
                hash,
                sealed != null && previous.equals(sealed.seal().previous()));
    }

    private SignedSeal parsed(LocalDate day, byte[] file) {
        try {
            SignedSeal sealed = SignedSeal.parse(file);
            boolean ours = day.equals(sealed.seal().to())
                    && ledger.connector().equals(sealed.seal().connector());
            return ours ? sealed : null;
        } catch (IOException e) {
            // reported as changed
            return null;
        }
    }

    /** The seals that count, oldest first; decides from the newest to the oldest. */
    private List<Seal> valid(List<Stored> read) throws IOException {
        Map<String, SealPublicKey> known = new HashMap<>();
        List<Break> found = new ArrayList<>();
        List<Seal> valid = new ArrayList<>();
        boolean noted = false;
        for (int i = read.size() - 1; i >= 0; i--) {
            Stored stored = read.get(i);
            Kind fault = fault(stored, noted, known);
            boolean counts = fault == null;
            if (counts && !stored.linked()) {
                found.add(0, new Break(Kind.SEAL_MISSING, stored.name(), 0));
            }
            if (counts) {
                valid.add(0, stored.sealed().seal());
            } else {
                found.add(0, new Break(fault, stored.name(), 0));
            }
            noted = counts && stored.linked();
        }
        faults.addAll(found);
        return valid;
    }

    /** Null when the seal counts. */
    private Kind fault(Stored stored, boolean noted, Map<String, SealPublicKey> known) throws IOException {
        if (stored.sealed() == null) {
            return Kind.SEAL_CHANGED;
        }
        String fingerprint = stored.sealed().seal().key();
        SealPublicKey key = known.get(fingerprint);
        if (key == null) {
            key = keys.find(fingerprint).orElse(null);
            known.put(fingerprint, key);
        }
        if (key != null && !stored.sealed().isSignedBy(key)) {
            return Kind.SEAL_CHANGED;
        }
        boolean counts = noted || key != null && (trusted.isEmpty() || trusted.contains(fingerprint));
        return counts ? null : Kind.SEAL_UNTRUSTED;
    }

    /** Reports files that have more lines than the seal of their day says. */
    private void checkAdded(Seal seal) throws IOException {
        Map<String, Long> sealed = new HashMap<>();
        seal.heads().forEach(head -> sealed.put(head.file(), head.n()));
        for (LedgerMark now : ledger.heads(seal.from(), seal.to())) {
            if (sealed.getOrDefault(now.file(), -1L) < now.n()) {
                faults.add(new Break(Kind.ADDED, now.file(), 0));
            }
        }
    }

    private void checkReports(List<Seal> valid, LocalDate from, LocalDate to) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Seal seal : valid) {
            if (!seal.to().isBefore(from) && !seal.from().isAfter(to)) {
                for (SealedReport report : seal.reports()) {
                    hashes.putIfAbsent(report.name(), report.sha256());
                }
            }
        }
        for (Map.Entry<String, String> each : hashes.entrySet()) {
            Optional<String> now = files.read(each.getKey()).map(Sha256::hex);
            if (now.isEmpty()) {
                faults.add(new Break(Kind.REMOVED_FILE, each.getKey(), 0));
            } else if (!now.get().equals(each.getValue())) {
                faults.add(new Break(Kind.CHANGED, each.getKey(), 0));
            }
        }
    }

    /** An area that was never sealed has no faults here, unless trusted keys are known from outside. */
    private void checkUnsealed(NavigableMap<LocalDate, String> names, LocalDate from, LocalDate to) throws IOException {
        if (names.isEmpty() && !keys.isOutside()) {
            return;
        }
        LocalDate sealedTo = names.isEmpty() ? LocalDate.MIN : names.lastKey();
        SortedSet<LocalDate> days = ledger.days();
        for (LocalDate day : days) {
            boolean open = day.isAfter(days.last().minusDays(UNSEALED_DAYS));
            if (day.isAfter(sealedTo) && !open && !day.isBefore(from) && !day.isAfter(to)) {
                faults.add(new Break(Kind.UNSEALED, "ledger/" + ledger.connector() + "/" + day + "/", 0));
            }
        }
    }
}
