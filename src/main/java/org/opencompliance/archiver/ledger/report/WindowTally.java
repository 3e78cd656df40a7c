package org.opencompliance.archiver.ledger.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.ledger.compact.Numbered;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.Report.Equation;
import org.opencompliance.archiver.ledger.report.Report.IncompleteWindow;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Source;
import org.opencompliance.archiver.ledger.report.Report.Unattested;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/**
 * The listing side of a report. An item counts once in each window, even when the window was listed several times: as staged
 * if it was staged, else as parked, else as seen before. The numbers of each window must add up separately, so that two
 * errors cannot compensate each other. Another content under the id of an item that was staged or seen in the same window is one more
 * listed and parked item, because a source can list both.
 *
 * <p>It takes the lines of a collection in their order. Memory: about 30 bytes for each listed item, and 4 more for each item of
 * an open window.
 */
public final class WindowTally {

    private static final int NONE = 0;
    private static final int STAGED = 1;
    private static final int SEEN = 2;
    /** The result of an item that was parked for the reason with number 0. */
    private static final int PARKED = 3;

    private static final String CONFLICT = "id-conflict";

    /** Another content under the id of an item of the same window, and its result. */
    private record Beside(String id, int result) {}

    /** The open window of a collection. */
    private static final class Window {
        private final Column results = new Column();
        private final Map<Integer, String> parked = new LinkedHashMap<>();
        private final List<Beside> beside = new ArrayList<>();
        private int items;
        private int staged;
        private int seen;
        private boolean begun;

        private void put(int item, int result) {
            count(results.get(item), -1);
            results.set(item, result);
            count(result, 1);
        }

        private void count(int result, int one) {
            items += result == NONE ? 0 : one;
            staged += result == STAGED ? one : 0;
            seen += result == SEEN ? one : 0;
        }
    }

    private final KeyTable items = new KeyTable();
    private final Numbered<String> reasons = new Numbered<>();
    private final Map<String, Window> open = new HashMap<>();
    /** By collection, the number of items that were listed in its ended windows and have no line there. */
    private final Map<String, Long> missing = new HashMap<>();

    private final Listing ended = new Listing();
    private final boolean keepsRows;

    /** @param keepsRows whether the items that could not be staged are also listed, not only counted */
    public WindowTally(boolean keepsRows) {
        this.keepsRows = keepsRows;
    }

    /** Adds an event of a collection; other events have no effect. */
    public void add(LedgerLine line) {
        if (line.is(EventType.COLLECTION_STARTED)) {
            window(line).begun = true;
        } else if (line.is(EventType.STAGED)) {
            put(line, STAGED);
        } else if (line.is(EventType.SEEN_BEFORE)) {
            put(line, SEEN);
        } else if (line.is(EventType.PARKED_AT_COLLECTION)) {
            String reason = line.text("reason") == null ? "unknown" : line.text("reason");
            put(line, PARKED + reasons.number(reason));
        } else if (line.is(EventType.WINDOW_COMPLETED) || line.is(EventType.WINDOW_INCOMPLETE)) {
            end(line);
        }
    }

    private Window window(LedgerLine line) {
        return open.computeIfAbsent(String.valueOf(line.run()), run -> new Window());
    }

    private void put(LedgerLine line, int result) {
        Window window = window(line);
        int item = items.number(String.valueOf(line.item()));
        int before = window.results.get(item);
        if (isBeside(before, result)) {
            window.beside.add(new Beside(line.item(), result));
            return;
        }
        boolean conflict = isConflict(before);
        if (conflict) {
            window.beside.add(new Beside(line.item(), before));
        }
        if (conflict || !isKept(before, result)) {
            set(window, item, result, line);
        }
    }

    /**
     * Whether an item has another content than the one before, which was staged or seen, and is not parked later, or is in conflict
     * too.
     */
    private boolean isBeside(int before, int result) {
        return result >= PARKED && (before == STAGED || before == SEEN || isConflict(before));
    }

    /** Whether the result of an item in its window stays. */
    private static boolean isKept(int before, int result) {
        return before == STAGED || before != NONE && result == SEEN;
    }

    private static void set(Window window, int item, int result, LedgerLine line) {
        window.put(item, result);
        if (result >= PARKED) {
            window.parked.put(item, line.item());
        } else {
            window.parked.remove(item);
        }
    }

    private boolean isConflict(int result) {
        return result >= PARKED && reason(result).equals(CONFLICT);
    }

    private String reason(int result) {
        return reasons.value(result - PARKED);
    }

    private void end(LedgerLine line) {
        Window window = window(line);
        String run = String.valueOf(line.run());
        missing.merge(run, ended.end(line, window), Long::sum);
        ended.count(window, Set.of());
        Window next = new Window();
        next.begun = true;
        open.put(run, next);
    }

    /**
     * The numbers up to now, with the items of windows that have not ended. Adding can continue.
     *
     * @param found originals of an earlier, incomplete collection that have no staged line of their own
     */
    public Listing listing(Collection<LedgerLine> found) {
        Listing all = new Listing(ended);
        Map<String, Set<String>> byRun = new HashMap<>();
        found.forEach(line -> byRun.computeIfAbsent(String.valueOf(line.run()), run -> new HashSet<>())
                .add(String.valueOf(line.item())));
        open.forEach((run, window) ->
                all.countOpen(window, byRun.getOrDefault(run, Set.of()), missing.getOrDefault(run, 0L)));
        byRun.keySet().removeAll(open.keySet());
        byRun.values().forEach(items -> all.countOpen(new Window(), items, 0));
        all.distinct = items.size() + all.foundOnly.size();
        return all;
    }

    /** The numbers of the windows. */
    public final class Listing {

        private final SortedMap<String, Long> parked = new TreeMap<>();
        private final List<Row> rows = new ArrayList<>();
        private final Set<IncompleteWindow> incompletes = new LinkedHashSet<>();
        private final Set<String> foundOnly = new HashSet<>();
        private long listed;
        private long total;
        private Unattested unattested = Unattested.NONE;
        private boolean attested = true;
        private boolean hashesKnown = true;
        private long staged;
        private long seen;
        private long distinct;
        private long windows;
        private long incomplete;
        private boolean broken;
        private boolean undecided;

        private Listing() {}

        private Listing(Listing other) {
            parked.putAll(other.parked);
            rows.addAll(other.rows);
            incompletes.addAll(other.incompletes);
            listed = other.listed;
            total = other.total;
            unattested = other.unattested;
            attested = other.attested;
            hashesKnown = other.hashesKnown;
            staged = other.staged;
            seen = other.seen;
            windows = other.windows;
            incomplete = other.incomplete;
            broken = other.broken;
            undecided = other.undecided;
        }

        /** @return the number of items that were listed and have no line */
        private long end(LedgerLine line, Window window) {
            windows++;
            long items = window.items;
            Long ofSource = line.number("total");
            Long ofListing = line.number("listed");
            long ids = ofListing == null ? items : ofListing;
            int beside = window.beside.size();
            listed += ids + beside;
            total += ofSource == null ? 0 : ofSource + beside;
            attested &= ofSource != null;
            hashesKnown &= line.number("withoutSha256") != null;
            unattested = unattested.plus(line.number("withoutSize"), line.number("withoutSha256"));
            if (line.is(EventType.WINDOW_INCOMPLETE)) {
                incomplete++;
                broken = true;
                note(line);
            } else if (!window.begun) {
                // the window started before the first line read, so some of its items are not counted here
                undecided = true;
            } else if (ids != items || ofListing == null || ofSource != null && ofSource != ids) {
                broken = true;
            }
            return Math.max(0, ids - items);
        }

        private void note(LedgerLine line) {
            if (incompletes.size() < Source.MAX_INCOMPLETE) {
                incompletes.add(new IncompleteWindow(line.text("from"), line.text("to"), line.text("reason")));
            }
        }

        /** @param found items of the window that count as staged, whatever their result is */
        private void count(Window window, Set<Integer> found) {
            staged += window.staged;
            seen += window.seen;
            window.beside.forEach(other -> addParked(other.id(), reason(other.result())));
            window.parked.forEach((item, id) -> {
                if (!found.contains(item)) {
                    addParked(id, reason(window.results.get(item)));
                }
            });
        }

        private void addParked(String id, String reason) {
            parked.merge(reason, 1L, Long::sum);
            if (keepsRows) {
                rows.add(new Row(id, null, null, reason));
            }
        }

        /** @param missing number of found items that an ended window counts as listed */
        private void countOpen(Window window, Set<String> found, long missing) {
            Set<Integer> known = new HashSet<>();
            long more = 0;
            for (String id : found) {
                int item = items.find(id);
                int result = item == KeyTable.ABSENT ? NONE : window.results.get(item);
                staged += result == STAGED ? 0 : 1;
                seen -= result == SEEN ? 1 : 0;
                more += result == NONE ? 1 : 0;
                known.add(item);
                if (item == KeyTable.ABSENT) {
                    foundOnly.add(id);
                }
            }
            more -= Math.min(more, missing);
            if (window.items + more > 0) {
                listed += window.items + window.beside.size() + more;
                attested = false;
                undecided = true;
            }
            count(window, known);
        }

        public Source source() {
            Long controlTotal = attested && windows > 0 ? Long.valueOf(total) : null;
            return new Source(
                    listed,
                    controlTotal,
                    staged,
                    seen,
                    parked,
                    windows,
                    incomplete,
                    unattested,
                    List.copyOf(incompletes),
                    distinct);
        }

        /** Items that could not be staged. */
        List<Row> rows() {
            return rows;
        }

        public Equation equation() {
            Source source = source();
            String text = total() + " = " + listed + " listed = " + staged + " staged + " + seen + " seen before + "
                    + source.parkedInAll() + " parked at collection";
            boolean adds = listed == staged + seen + source.parkedInAll();
            if (broken || !adds && !undecided) {
                return new Equation(text, Verdict.BROKEN);
            }
            if (undecided) {
                return new Equation(text, Verdict.UNDECIDED);
            }
            return new Equation(text, attested ? Verdict.HOLDS : Verdict.NOT_ATTESTED);
        }

        private String total() {
            if (windows == 0 && listed == 0) {
                return "no window";
            }
            return source().controlTotal() == null ? "not attested" : total + " control total";
        }

        /**
         * Whether the source gave a SHA-256 for each item: only those contents are compared with the source. Null when the
         * ledger does not say it.
         */
        public Equation contentHashes() {
            if (!hashesKnown || windows == 0) {
                return null;
            }
            long without = unattested.hashes();
            String text = listed + " listed = " + (listed - without) + " with a SHA-256 of the source + " + without
                    + " without";
            Verdict known = undecided ? Verdict.UNDECIDED : Verdict.HOLDS;
            return new Equation(text, without == 0 ? known : Verdict.NOT_ATTESTED);
        }
    }
}
