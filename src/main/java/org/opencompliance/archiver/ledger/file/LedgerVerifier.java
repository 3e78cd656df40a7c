package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.file.LedgerFileCheck.ChainEnd;
import org.opencompliance.archiver.ledger.file.LedgerHistory.Tail;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Kind;
import org.opencompliance.archiver.storage.ObjectStore;

/** One verification of a ledger, file by file. Memory holds one file and the chain end of each writer. */
final class LedgerVerifier {

    /** The end of another writer's file, as noted at the start of a file. */
    private record Seen(long n, String hash) {}

    private final ObjectStore store;
    private final LedgerHistory history;
    private final String connector;
    private final LocalDate from;
    private final LocalDate to;

    private final List<LedgerFile> files = new ArrayList<>();
    private final Map<String, LedgerFile> before = new HashMap<>();
    private final Map<String, LedgerFile> after = new HashMap<>();
    private final List<LedgerFile> dayAfter = new ArrayList<>();

    private final Map<String, Set<Seen>> noted = new HashMap<>();
    private final Map<String, ChainEnd> ends = new TreeMap<>();
    private final Set<Break> breaks = new LinkedHashSet<>();
    private long lines;
    private long tornFiles;

    LedgerVerifier(ObjectStore store, String connector, LocalDate from, LocalDate to) {
        this.store = store;
        this.history = new LedgerHistory(store, connector);
        this.connector = connector;
        this.from = from;
        this.to = to;
    }

    LedgerVerification verify(Collection<LedgerMark> marks) throws IOException {
        history.forEach(LedgerFile.prefix(connector), this::sort);
        for (LedgerFile file : files) {
            readNotes(file);
        }
        for (LedgerFile file : dayAfter) {
            readNotes(file);
        }
        marks.forEach(mark -> note(mark.file(), new Seen(mark.n(), mark.hash())));
        for (LedgerFile file : files) {
            check(file);
        }
        checkWhatFollows();
        checkEnds();
        checkMissing();
        return new LedgerVerification(files.size(), lines, tornFiles, List.copyOf(breaks));
    }

    private void sort(LedgerFile file) {
        if (file.day().isBefore(from)) {
            before.merge(file.writer(), file, (one, other) -> one.number() > other.number() ? one : other);
        } else if (!file.day().isAfter(to)) {
            files.add(file);
        } else {
            after.merge(file.writer(), file, (one, other) -> one.number() < other.number() ? one : other);
            if (file.day().equals(to.plusDays(1))) {
                dayAfter.add(file);
            }
        }
    }

    /** Reads the header lines of a file, which note the ends of other writers' files. */
    private void readNotes(LedgerFile file) throws IOException {
        try (LineReader reader = new LineReader(store.open(file.name()))) {
            Optional<LedgerLine> line = parsed(reader.next());
            while (line.isPresent() && line.get().header()) {
                if (line.get().type().equals(LedgerLine.SEEN)) {
                    note(line.get());
                }
                line = parsed(reader.next());
            }
        }
    }

    private void note(LedgerLine line) {
        Long n = line.number("n");
        if (n != null) {
            note(String.valueOf(line.text("file")), new Seen(n, line.text("hash")));
        }
    }

    private void note(String name, Seen seen) {
        LedgerFile.parse(name)
                .filter(file -> !file.day().isBefore(from) && !file.day().isAfter(to))
                .ifPresent(file -> noted.computeIfAbsent(file.name(), key -> new LinkedHashSet<>())
                        .add(seen));
    }

    private static Optional<LedgerLine> parsed(Optional<String> text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LedgerFormat.parse(text.get()));
        } catch (IOException e) {
            // reported when its file is checked
            return Optional.empty();
        }
    }

    private void check(LedgerFile file) throws IOException {
        ChainEnd end = endBefore(file.writer());
        // a break between two files comes before the breaks within the second file
        List<Break> within = new ArrayList<>();
        LedgerFileCheck check = LedgerFileCheck.of(store, file.name(), within::add);
        if (check.first() != null) {
            join(file, end, check.first());
        }
        within.forEach(this::report);
        Set<Seen> seen = noted.remove(file.name());
        if (seen != null) {
            seen.forEach(each -> check.compare(each.n(), each.hash()));
            within.forEach(this::report);
        }
        ChainEnd now = check.end(end);
        ends.put(file.writer(), now);
        lines += check.size();
        tornFiles += now.tornBytes() > 0 ? 1 : 0;
    }

    private ChainEnd endBefore(String writer) throws IOException {
        LedgerFile file = before.remove(writer);
        if (file != null) {
            Tail tail = history.tail(file);
            LedgerLine last = tail.last();
            ends.put(writer, new ChainEnd(file.name(), 0, last == null ? 0 : last.n(), hash(last), tail.tornBytes()));
        }
        return ends.get(writer);
    }

    private static String hash(LedgerLine line) {
        return line == null ? null : line.hash();
    }

    /** Checks that a file continues the chain of its writer. */
    private void join(LedgerFile file, ChainEnd end, LedgerLine first) throws IOException {
        String previous = first.text("previous");
        if (!first.type().equals(LedgerLine.OPENED)) {
            report(new Break(Kind.REMOVED_LINES, file.name(), 1));
        } else if (end == null) {
            if (previous != null) {
                report(new Break(Kind.REMOVED_FILE, previous, 0));
            } else if (first.n() != 1 || !first.chained().prev().equals(LedgerLine.NO_HASH)) {
                report(new Break(Kind.CHANGED, file.name(), 1));
            }
        } else if (previous == null) {
            report(new Break(Kind.FORKED, file.name(), 1));
        } else if (!previous.equals(end.file())) {
            boolean there = store.info(previous).isPresent();
            report(there ? new Break(Kind.FORKED, file.name(), 1) : new Break(Kind.REMOVED_FILE, previous, 0));
        } else {
            joinEnds(file, end, first);
        }
    }

    private void joinEnds(LedgerFile file, ChainEnd end, LedgerLine first) {
        Long torn = first.number("tornBytes");
        if (end.tornBytes() != (torn == null ? 0 : torn)) {
            report(new Break(Kind.CHANGED, end.file(), end.lines() + 1));
        }
        if (end.hash() == null || first.chained().prev().equals(end.hash()) && first.n() == end.n() + 1) {
            return;
        }
        if (first.n() > end.n() + 1) {
            report(new Break(Kind.REMOVED_LINES, end.file(), end.lines() + 1));
        } else if (first.n() == end.n() + 1) {
            report(new Break(Kind.CHANGED, end.file(), end.lines()));
        } else {
            report(new Break(Kind.FORKED, file.name(), 1));
        }
    }

    /** Checks the last files of the days against the first later file of each writer. */
    private void checkWhatFollows() throws IOException {
        for (Map.Entry<String, LedgerFile> next : after.entrySet()) {
            LedgerFile file = next.getValue();
            ChainEnd end = endBefore(next.getKey());
            try (LineReader reader = new LineReader(store.open(file.name()))) {
                Optional<LedgerLine> first = parsed(reader.next());
                if (first.isPresent()) {
                    join(file, end, first.get());
                }
            }
        }
    }

    /** Checks the ends of files: only the next file of a writer notes a line torn by a crash. */
    private void checkEnds() {
        ends.forEach((writer, end) -> {
            if (end.tornBytes() > 0 && !after.containsKey(writer)) {
                report(new Break(Kind.TORN, end.file(), end.lines() + 1));
            }
        });
    }

    /** Reports files that other files noted but that do not exist. */
    private void checkMissing() {
        noted.keySet().stream().sorted().forEach(name -> report(new Break(Kind.REMOVED_FILE, name, 0)));
    }

    private void report(Break found) {
        if (breaks.size() < LedgerVerification.MAX_BREAKS) {
            breaks.add(found);
        }
    }
}
