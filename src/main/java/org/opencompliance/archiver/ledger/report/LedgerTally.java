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
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.ItemTally.Ending;
import org.opencompliance.archiver.ledger.report.Report.Cut;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;

/** What one reading of the ledger says of what is reported on; memory grows with its items, not with the lines. */
final class LedgerTally {

    private final Predicate<LedgerLine> collected;
    private final Instant end;
    private final boolean countsEarlier;

    private final WindowTally windows = new WindowTally();
    private final Map<String, ItemTally> items = new LinkedHashMap<>();
    private final Map<String, Ending> earlier = new LinkedHashMap<>();
    private final Map<String, Row> earlierFailures = new LinkedHashMap<>();
    private final UnmappedTally unmapped = new UnmappedTally();
    private final Map<String, Row> doubles = new LinkedHashMap<>();
    private final Map<String, Cut> cuts = new TreeMap<>();
    private final Set<String> itemIds = new HashSet<>();
    /** The collections whose beginning this reading has seen, and the names of what it has seen staged. */
    private final Set<String> runs = new HashSet<>();

    private final Set<String> staged = new HashSet<>();

    private final Map<String, LedgerLine> found = new LinkedHashMap<>();

    private LedgerLine started;
    private Boolean complete;

    /**
     * @param collected which lines of a collection belong to what is reported on
     * @param end of the time that is reported on
     * @param countsEarlier whether what ended of other items is counted as well
     * @param known the items that a reading before this one found, by the names of their objects: clocks differ, so
     *     that the end of an item may stand before its beginning
     */
    LedgerTally(Predicate<LedgerLine> collected, Instant end, boolean countsEarlier, Map<String, ItemTally> known) {
        this.collected = collected;
        this.end = end;
        this.countsEarlier = countsEarlier;
        known.forEach((name, item) -> {
            items.put(name, new ItemTally(item.item()));
            itemIds.add(item.item());
        });
    }

    void add(LedgerLine line) {
        cuts.put(line.writer(), new Cut(line.writer(), line.file(), line.line(), line.n(), line.hash()));
        boolean inTime = line.at().isBefore(end);
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
            // clocks differ: its own line may stand behind it
            found.put(line.text("name"), line);
            return;
        }
        windows.add(line);
        if (line.is(EventType.STAGED)) {
            staged.add(line.text("name"));
            addItem(line);
        } else if (line.is(EventType.COLLECTION_STARTED)) {
            started = line;
            runs.add(String.valueOf(line.run()));
        } else if (line.is(EventType.COLLECTION_ENDED)) {
            complete = Boolean.TRUE.equals(line.details().get("complete"));
        }
    }

    private void addItem(LedgerLine line) {
        items.computeIfAbsent(line.text("name"), name -> new ItemTally(line.item()));
        itemIds.add(line.item());
    }

    private void addEarlier(String name, LedgerLine line) {
        String key = name + "\n" + line.mailbox();
        Ending ending = earlier.merge(key, Ending.of(line), Ending::then);
        if (ending.disposition() == Disposition.FAILED) {
            earlierFailures.put(key, Row.of(line.item(), line.mailbox(), ending.reason()));
        } else {
            earlierFailures.remove(key);
        }
    }

    /**
     * Counts what was found staged and has no line of its own, on a day only if the collection that staged it began on that day.
     * Nothing is added afterwards.
     */
    void finish() {
        found.forEach((name, line) -> {
            boolean ofAnotherDay = countsEarlier && !runs.contains(String.valueOf(line.run()));
            if (!ofAnotherDay && !staged.contains(name)) {
                windows.add(line);
                addItem(line);
            }
        });
        windows.finish();
    }

    WindowTally windows() {
        return windows;
    }

    /** The items staged, by the names of their objects. */
    Map<String, ItemTally> items() {
        return items;
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

    /** What ended of items staged before, or null when that is not asked for. */
    Imports earlier() {
        if (!countsEarlier) {
            return null;
        }
        ImportCount count = new ImportCount();
        earlier.values().forEach(ending -> count.add(ending.disposition()));
        return count.imports();
    }

    List<Row> earlierFailures() {
        return new ArrayList<>(earlierFailures.values());
    }
}
