package org.opencompliance.archiver.ledger.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opencompliance.archiver.ledger.file.LedgerFiles;
import org.opencompliance.archiver.ledger.file.LedgerFiles.Extent;
import org.opencompliance.archiver.ledger.file.LedgerLine;

/** Makes the index of a day from the files of the ledger. */
final class DayIndexer {

    /** The key whose entries have the keys of the subjects. */
    static final String SUBJECTS = "subjects";

    private static final int LINES_AT_ONCE = 4_096;

    private final LedgerFiles ledger;
    private final LineKeys keys;
    private final Workers workers;

    DayIndexer(LedgerFiles ledger, LineKeys keys, Workers workers) {
        this.ledger = ledger;
        this.keys = keys;
        this.workers = workers;
    }

    private record Taken(long position, LedgerLine line) {}

    /** The entries of a line; {@code subject} is null when it has none. */
    private record Keyed(long position, long[] hashes, String subject) {}

    byte[] index(List<LedgerFiles.Listed> files) throws IOException {
        DayEntries entries = new DayEntries(keys.name());
        Set<String> subjects = new HashSet<>();
        for (LedgerFiles.Listed file : files) {
            List<Taken> waiting = new ArrayList<>();
            Extent extent = ledger.read(file.name(), (position, line) -> {
                waiting.add(new Taken(position, line));
                if (waiting.size() == LINES_AT_ONCE) {
                    add(waiting, entries, subjects);
                }
            });
            add(waiting, entries, subjects);
            entries.covered(file.name(), extent.size(), extent.unreadable());
        }
        return entries.bytes();
    }

    private void add(List<Taken> waiting, DayEntries entries, Set<String> subjects) throws IOException {
        for (Keyed line : workers.map(waiting, this::keyed)) {
            for (long hash : line.hashes()) {
                entries.add(hash, line.position());
            }
            if (line.subject() != null && subjects.add(line.subject())) {
                entries.addValue(KeyHash.of(SUBJECTS), KeyHash.of(line.subject()));
            }
        }
        waiting.clear();
    }

    private Keyed keyed(Taken taken) throws IOException {
        Optional<String> subject = keys.subject(taken.line());
        long[] hashes = keys.of(taken.line()).stream().mapToLong(KeyHash::of).toArray();
        return new Keyed(taken.position(), hashes, subject.orElse(null));
    }
}
