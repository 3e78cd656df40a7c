package org.opencompliance.archiver.ledger.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.EventType;
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
 * errors cannot compensate each other.
 */
final class WindowTally {

    private static final String STAGED = "";
    private static final String SEEN = "seen";

    /** The open window of a collection. */
    private static final class Window {
        private final Map<String, String> results = new HashMap<>();
        private boolean begun;
    }

    private final Map<String, Window> open = new HashMap<>();
    private final SortedMap<String, Long> parked = new TreeMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> distinct = new HashSet<>();
    private final Set<IncompleteWindow> reasons = new LinkedHashSet<>();
    private long listed;
    private long total;
    private Unattested unattested = Unattested.NONE;
    private boolean attested = true;
    private boolean hashesKnown = true;
    private long staged;
    private long seen;
    private long windows;
    private long incomplete;
    private boolean broken;
    private boolean undecided;

    void add(LedgerLine line) {
        Window window = open.computeIfAbsent(String.valueOf(line.run()), run -> new Window());
        if (line.is(EventType.COLLECTION_STARTED)) {
            window.begun = true;
        } else if (line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED)) {
            window.results.put(line.item(), STAGED);
        } else if (line.is(EventType.SEEN_BEFORE)) {
            window.results.putIfAbsent(line.item(), SEEN);
        } else if (line.is(EventType.PARKED_AT_COLLECTION)) {
            String reason = line.text("reason") == null ? "unknown" : line.text("reason");
            window.results.merge(line.item(), reason, (before, now) -> before.equals(STAGED) ? before : now);
        } else if (line.is(EventType.WINDOW_COMPLETED) || line.is(EventType.WINDOW_INCOMPLETE)) {
            end(window, line);
        }
    }

    private void end(Window window, LedgerLine line) {
        windows++;
        long items = window.results.size();
        Long ofSource = line.number("total");
        Long ofListing = line.number("listed");
        long ids = ofListing == null ? items : ofListing;
        listed += ids;
        total += ofSource == null ? 0 : ofSource;
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
        count(window);
        window.begun = true;
    }

    private void note(LedgerLine line) {
        if (reasons.size() < Source.MAX_INCOMPLETE) {
            reasons.add(new IncompleteWindow(line.text("from"), line.text("to"), line.text("reason")));
        }
    }

    private void count(Window window) {
        distinct.addAll(window.results.keySet());
        window.results.forEach((item, result) -> {
            if (result.equals(STAGED)) {
                staged++;
            } else if (result.equals(SEEN)) {
                seen++;
            } else {
                parked.merge(result, 1L, Long::sum);
                rows.add(new Row(item, null, null, result));
            }
        });
        window.results.clear();
    }

    /** Counts the items of windows that have not ended; call it last. */
    void finish() {
        for (Window window : open.values()) {
            if (!window.results.isEmpty()) {
                listed += window.results.size();
                attested = false;
                undecided = true;
                count(window);
            }
        }
    }

    Source source() {
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
                List.copyOf(reasons),
                (long) distinct.size());
    }

    /** Items that could not be staged. */
    List<Row> rows() {
        return rows;
    }

    Equation equation() {
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
     * Whether the source gave a SHA-256 for each item: only those contents are compared with the source. Null when the ledger does not
     * say it.
     */
    Equation contentHashes() {
        if (!hashesKnown || windows == 0) {
            return null;
        }
        long without = unattested.hashes();
        String text =
                listed + " listed = " + (listed - without) + " with a SHA-256 of the source + " + without + " without";
        Verdict known = undecided ? Verdict.UNDECIDED : Verdict.HOLDS;
        return new Equation(text, without == 0 ? known : Verdict.NOT_ATTESTED);
    }
}
