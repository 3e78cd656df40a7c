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
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.ledger.compact.Numbered;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.Report.Cut;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Row;

/**
 * The result of one pass over the ledger for a report. Memory grows with the items, not with the lines: about 180 bytes an item, see
 * {@link ItemTally}, and the rows of the report.
 */
final class LedgerTally {

    private final Predicate<LedgerLine> collected;
    private final Instant start;
    private final Instant end;
    private final boolean countsEarlier;

    private final WindowTally windows = new WindowTally(true);
    private final ItemTally items;
    /** Earlier items and mailboxes, with the number of their ending and 1. */
    private final KeyTable earlier = new KeyTable();

    private final Column earlierEndings = new Column();
    private final Numbered<Ending> endings = new Numbered<>();
    private final Map<String, Row> earlierFailures = new LinkedHashMap<>();
    private final CopyTally copies = new CopyTally();
    private final MomentTally moments;
    private final UnmappedTally unmapped = new UnmappedTally();
    private final Map<String, Row> doubles = new LinkedHashMap<>();
    private final Map<String, Row> fallbacks = new LinkedHashMap<>();
    private final Map<String, Cut> cuts = new TreeMap<>();
    private final KeyTable itemIds;
    /** The collections with a start in this pass. */
    private final Set<String> runs = new HashSet<>();
    /** The items that have a line of their own: not 0. */
    private final Column staged = new Column();

    private final Map<String, LedgerLine> found = new LinkedHashMap<>();

    private WindowTally.Listing listing;
    private LedgerLine started;
    private Boolean complete;

    /**
     * @param collected selects the lines of a collection that belong to the report
     * @param start start of the reported period
     * @param end end of the reported period
     * @param countsEarlier whether ends of other items also count
     */
    LedgerTally(Predicate<LedgerLine> collected, Instant start, Instant end, boolean countsEarlier) {
        this(collected, start, end, countsEarlier, new ItemTally(), new KeyTable());
    }

    private LedgerTally(
            Predicate<LedgerLine> collected,
            Instant start,
            Instant end,
            boolean countsEarlier,
            ItemTally items,
            KeyTable itemIds) {
        this.collected = collected;
        this.start = start;
        this.end = end;
        this.countsEarlier = countsEarlier;
        this.moments = new MomentTally(countsEarlier);
        this.items = items;
        this.itemIds = itemIds;
    }

    /**
     * A tally for another pass that knows the items of this one: clocks differ, so the end of an item can stand before its start. This
     * one must not be used any longer.
     */
    LedgerTally again() {
        return new LedgerTally(collected, start, end, countsEarlier, items.again(), itemIds);
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
        String name = name(line);
        if (countsEarlier || items.find(name) != KeyTable.ABSENT) {
            String what = line.number("messages") + " messages";
            doubles.put(name + "\n" + line.mailbox(), new Row(line.item(), null, line.mailbox(), what));
        }
    }

    private void addWork(LedgerLine line, boolean inTime) {
        String name = name(line);
        int item = items.find(name);
        if (item != KeyTable.ABSENT && inTime) {
            items.add(item, line);
            addFallback(name, line);
            if (!line.is(EventType.PLANNED)) {
                moments.worked(line.at());
            }
        } else if (item != KeyTable.ABSENT) {
            items.addLater(item, line);
        } else if (inTime && countsEarlier && line.text("disposition") != null) {
            addEarlier(name, line);
            addFallback(name, line);
        }
    }

    private void addFallback(String name, LedgerLine line) {
        if (line.is(EventType.DELIVERED) && LedgerEvent.FALLBACK.equals(line.text("rule"))) {
            Row row = new Row(line.item(), line.text("participants"), line.mailbox(), "fallback");
            fallbacks.put(name + "\n" + line.mailbox(), row);
        }
    }

    private static String name(LedgerLine line) {
        return String.valueOf(line.text("name"));
    }

    private void addUnmapped(LedgerLine line) {
        if (countsEarlier || itemIds.find(String.valueOf(line.item())) != KeyTable.ABSENT) {
            unmapped.add(line);
        }
    }

    private void addCollected(LedgerLine line) {
        if (line.is(EventType.FOUND_STAGED)) {
            // clocks differ: its own line can follow later
            found.put(name(line), line);
            return;
        }
        windows.add(line);
        moments.add(line);
        if (line.is(EventType.STAGED)) {
            staged.set(addItem(line), 1);
        } else if (line.is(EventType.COLLECTION_STARTED)) {
            started = line;
            runs.add(String.valueOf(line.run()));
        } else if (line.is(EventType.COLLECTION_ENDED)) {
            complete = Boolean.TRUE.equals(line.event().details().get("complete"));
        }
    }

    private int addItem(LedgerLine line) {
        copies.staged(name(line), line.at());
        if (!countsEarlier) {
            itemIds.number(String.valueOf(line.item()));
        }
        return items.stage(name(line), String.valueOf(line.item()));
    }

    private void addEarlier(String name, LedgerLine line) {
        String key = name + "\n" + line.mailbox();
        int number = earlier.number(key);
        int before = earlierEndings.get(number);
        Ending ending = before == 0 ? line.ending() : endings.value(before - 1).then(line.ending());
        earlierEndings.set(number, endings.number(ending) + 1);
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
            int item = items.find(name);
            if (!ofAnotherDay && (item == KeyTable.ABSENT || staged.get(item) == 0)) {
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

    /** The staged items. */
    ItemTally items() {
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

    List<Row> fallbacks() {
        return List.copyOf(fallbacks.values());
    }

    /** The deliveries of earlier items that ended, or null when the report does not need them. */
    Imports earlier() {
        if (!countsEarlier) {
            return null;
        }
        ImportCount count = new ImportCount();
        for (int number = 0; number < earlier.size(); number++) {
            count.add(endings.value(earlierEndings.get(number) - 1));
        }
        return count.imports();
    }

    List<Row> earlierFailures() {
        return new ArrayList<>(earlierFailures.values());
    }
}
