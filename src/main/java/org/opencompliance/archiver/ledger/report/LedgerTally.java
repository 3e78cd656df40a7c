package org.opencompliance.archiver.ledger.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.Ending;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.Report.Cut;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;

/** The result of one pass over the ledger for a report; memory grows with the items, not with the lines. */
final class LedgerTally {

    private final Predicate<LedgerLine> collected;
    private final Instant start;
    private final Instant end;
    private final boolean countsEarlier;

    private final WindowTally windows = new WindowTally(true);
    private final Map<String, ItemTally> items = new LinkedHashMap<>();
    private final Map<String, Ending> earlier = new LinkedHashMap<>();
    private final Map<String, Row> earlierFailures = new LinkedHashMap<>();
    private final CopyTally copies = new CopyTally();
    private final MomentTally moments;
    private final UnmappedTally unmapped = new UnmappedTally();
    private final Map<String, Row> doubles = new LinkedHashMap<>();
    private final Map<String, Cut> cuts = new TreeMap<>();
    private final Set<String> itemIds = new HashSet<>();
    /** The collections with a start in this pass, and the names of the originals staged in it. */
    private final Set<String> runs = new HashSet<>();

    private final Set<String> staged = new HashSet<>();

    private final Map<String, LedgerLine> found = new LinkedHashMap<>();

    private WindowTally.Listing listing;
    private LedgerLine started;
    private Boolean complete;

    /**
     * @param collected selects the lines of a collection that belong to the report
     * @param start start of the reported period
     * @param end end of the reported period
     * @param countsEarlier whether ends of other items also count
     * @param known the items that an earlier pass found, by object name: clocks differ, so the end of an item can
     *     stand before its start
     */
    LedgerTally(
            Predicate<LedgerLine> collected,
            Instant start,
            Instant end,
            boolean countsEarlier,
            Map<String, ItemTally> known) {
        this.collected = collected;
        this.start = start;
        this.end = end;
        this.countsEarlier = countsEarlier;
        this.moments = new MomentTally(countsEarlier);
        known.forEach((name, item) -> {
            items.put(name, new ItemTally(item.item()));
            itemIds.add(item.item());
        });
    }

    void add(LedgerLine line) {
        cuts.put(
                line.writer(),
                new Cut(line.writer(), line.place().file(), line.place().line(), line.n(), line.hash()));
        boolean inTime = line.at().isBefore(end);
        copies.add(line, inTime);
        count(line.at());
        if (inTime && collected.test(line)) {
            addCollected(line);
        }
        if (line.is(EventType.PLANNED) || line.is(EventType.DELIVERED) || line.is(EventType.CLOSED)) {
            addWork(line, inTime);
        } else if (line.is(EventType.UNMAPPED_PARTICIPANT) && inTime) {
            addUnmapped(line);
        } else if (line.is(EventType.DOUBLE_FOUND) && inTime) {
            addDouble(line);
        }
    }

    private void count(Instant at) {
        if (at.isBefore(end) && !at.isBefore(start)) {
            moments.count();
        }
    }

    private void addDouble(LedgerLine line) {
        String name = line.text("name");
        if (countsEarlier || items.containsKey(name)) {
            String what = line.number("messages") + " messages";
            doubles.put(name + "\n" + line.mailbox(), new Row(line.item(), null, line.mailbox(), what));
        }
    }

    private void addWork(LedgerLine line, boolean inTime) {
        String name = line.text("name");
        ItemTally item = items.get(name);
        if (item != null && inTime) {
            item.add(line);
            if (!line.is(EventType.PLANNED)) {
                moments.worked(line.at());
            }
        } else if (item != null) {
            item.addLater(line);
        } else if (inTime && countsEarlier && line.text("disposition") != null) {
            addEarlier(name, line);
        }
    }

    private void addUnmapped(LedgerLine line) {
        if (countsEarlier || itemIds.contains(line.item())) {
            unmapped.add(line);
        }
    }

    private void addCollected(LedgerLine line) {
        if (line.is(EventType.FOUND_STAGED)) {
            // clocks differ: its own line can follow later
            found.put(line.text("name"), line);
            return;
        }
        windows.add(line);
        moments.add(line);
        if (line.is(EventType.STAGED)) {
            staged.add(line.text("name"));
            addItem(line);
        } else if (line.is(EventType.COLLECTION_STARTED)) {
            started = line;
            runs.add(String.valueOf(line.run()));
        } else if (line.is(EventType.COLLECTION_ENDED)) {
            complete = Boolean.TRUE.equals(line.event().details().get("complete"));
        }
    }

    private void addItem(LedgerLine line) {
        items.computeIfAbsent(line.text("name"), name -> new ItemTally(line.item()));
        itemIds.add(line.item());
        copies.staged(line.text("name"), line.at());
    }

    private void addEarlier(String name, LedgerLine line) {
        String key = name + "\n" + line.mailbox();
        Ending ending = earlier.merge(key, line.ending(), Ending::then);
        if (ending.disposition() == Disposition.FAILED) {
            earlierFailures.put(key, Row.of(line.item(), line.mailbox(), ending.reason()));
        } else {
            earlierFailures.remove(key);
        }
    }

    /**
     * Counts the found originals without a staged line of their own; for a day only if their collection started on
     * that day. Call it last.
     */
    void finish() {
        List<LedgerLine> unrecorded = new ArrayList<>();
        found.forEach((name, line) -> {
            boolean ofAnotherDay = countsEarlier && !runs.contains(String.valueOf(line.run()));
            if (!ofAnotherDay && !staged.contains(name)) {
                unrecorded.add(line);
                addItem(line);
            }
        });
        listing = windows.listing(unrecorded);
    }

    /** The listing side; after the end of the pass. */
    WindowTally.Listing listing() {
        return listing;
    }

    /** The staged items by object name. */
    Map<String, ItemTally> items() {
        return items;
    }

    /** The copies of the staged originals. */
    CopyTally copies() {
        return copies;
    }

    Report.Timeline timeline() {
        return moments.timeline();
    }

    /** The first line of the collection, or null. */
    LedgerLine started() {
        return started;
    }

    Boolean complete() {
        return complete;
    }

    List<Cut> cut() {
        return List.copyOf(cuts.values());
    }

    List<Row> unmapped() {
        return unmapped.rows();
    }

    List<Row> doubles() {
        return List.copyOf(doubles.values());
    }

    /** The deliveries of earlier items that ended, or null when the report does not need them. */
    Imports earlier() {
        if (!countsEarlier) {
            return null;
        }
        ImportCount count = new ImportCount();
        earlier.values().forEach(count::add);
        return count.imports();
    }

    List<Row> earlierFailures() {
        return new ArrayList<>(earlierFailures.values());
    }
}
