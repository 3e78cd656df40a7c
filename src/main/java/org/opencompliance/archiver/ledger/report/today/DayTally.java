package org.opencompliance.archiver.ledger.report.today;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.opencompliance.archiver.ledger.Ending;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.Numbered;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.ImportCount;
import org.opencompliance.archiver.ledger.report.MomentTally;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Copies;
import org.opencompliance.archiver.ledger.report.Report.Cut;
import org.opencompliance.archiver.ledger.report.Report.Equations;
import org.opencompliance.archiver.ledger.report.Report.Heading;
import org.opencompliance.archiver.ledger.report.Report.Imports;
import org.opencompliance.archiver.ledger.report.Report.Rows;
import org.opencompliance.archiver.ledger.report.WindowTally;

/**
 * The running numbers of one day of the operator. They are those of a full count of the lines added so far, whatever the order
 * in which they came, or the tally says that it cannot tell: {@link Trust}. Not thread-safe.
 */
final class DayTally {

    /** Whether the numbers are those of a full count. */
    enum Trust {
        EXACT,
        /** A line came after one that it belongs before, about the same item or collection. */
        LATE_LINE,
        /** A writer's clock was set back or is ahead over the end of the day, or a delivery ended without a disposition. */
        IRREGULAR
    }

    final LocalDate day;
    /** First UTC day of the ledger to read. */
    final LocalDate from;

    private final Instant base;
    private final Instant start;
    private final Instant end;

    private final ItemStates items = new ItemStates();
    /** Time and writer of an item's last work line, and the staging time; for the order. */
    private final Column lastAt = new Column();

    private final Column lastWriter = new Column();
    private final Column stagedAt = new Column();

    private final WindowTally windows = new WindowTally(false);
    private final MomentTally moments = new MomentTally(true);
    private final Set<String> runs = new HashSet<>();
    /** Found originals without a staged line, by object name. */
    private final Map<String, LedgerLine> found = new LinkedHashMap<>();

    private final OpenItems open;

    private final Numbered<String> writers = new Numbered<>();
    private final List<LedgerLine> lastLines = new ArrayList<>();
    private LedgerLine lastCollected;
    private Trust trust = Trust.EXACT;

    /** @param mostOpen number of open items whose work records are read */
    DayTally(LocalDate day, ZoneId zone, int mostOpen) {
        this.open = new OpenItems(items, mostOpen);
        this.day = day;
        this.start = day.atStartOfDay(zone).toInstant();
        this.end = day.plusDays(1).atStartOfDay(zone).toInstant();
        this.from = LocalDate.ofInstant(start, ZoneOffset.UTC);
        this.base = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Trust trust() {
        return trust;
    }

    void add(LedgerLine line) {
        if (trust != Trust.EXACT) {
            return;
        }
        int writer = writer(line);
        if (line.at().isBefore(base) || !line.at().isBefore(end)) {
            trust = Trust.IRREGULAR;
            return;
        }
        if (!line.at().isBefore(start)) {
            moments.count();
        }
        EventType.find(line.type()).ifPresent(type -> add(line, type, writer));
    }

    private int writer(LedgerLine line) {
        int writer = writers.number(line.writer());
        if (writer == lastLines.size()) {
            lastLines.add(line);
        } else if (line.at().isBefore(lastLines.get(writer).at())) {
            trust = Trust.IRREGULAR;
        }
        lastLines.set(writer, line);
        return writer;
    }

    private void add(LedgerLine line, EventType type, int writer) {
        switch (type) {
            case COLLECTION_STARTED,
                    COLLECTION_ENDED,
                    WINDOW_COMPLETED,
                    WINDOW_INCOMPLETE,
                    STAGED,
                    SEEN_BEFORE,
                    FOUND_STAGED,
                    PARKED_AT_COLLECTION -> {
                if (line.run() != null && !line.at().isBefore(start)) {
                    collected(line, type);
                }
            }
            case PLANNED, DELIVERED, CLOSED -> work(line, type, writer);
            case COPIED -> items.setCopied(items.item(name(line)));
            case COPY_FAILED -> items.setCopyFailed(items.item(name(line)));
            default -> {
                // counts nothing but a line
            }
        }
    }

    private static String name(LedgerLine line) {
        return String.valueOf(line.text("name"));
    }

    private void collected(LedgerLine line, EventType type) {
        if (lastCollected != null && LedgerLine.ORDER.compare(line, lastCollected) < 0) {
            trust = Trust.LATE_LINE;
            return;
        }
        lastCollected = line;
        windows.add(line);
        moments.add(line);
        if (type == EventType.STAGED) {
            staged(line);
        } else if (type == EventType.FOUND_STAGED) {
            found(line);
        } else if (type == EventType.COLLECTION_STARTED && runs.add(line.run())) {
            found.values().forEach(this::join);
        }
    }

    private void staged(LedgerLine line) {
        String name = name(line);
        int item = items.item(name);
        if (stagedAt.get(item) == 0) {
            stagedAt.set(item, offset(line));
            found.remove(name);
            items.setOfDay(item, true);
            open.note(item, name);
        }
    }

    private void found(LedgerLine line) {
        if (stagedAt.get(items.item(name(line))) == 0) {
            found.put(name(line), line);
            join(line);
        }
    }

    /** A found original is of the day if its collection started on the day. */
    private void join(LedgerLine line) {
        int item = items.item(name(line));
        items.setOfDay(item, runs.contains(line.run()));
        open.note(item, name(line));
    }

    private void work(LedgerLine line, EventType type, int writer) {
        String name = name(line);
        int item = items.item(name);
        Ending ending = line.ending();
        if (isLate(line, item) || type == EventType.DELIVERED && ending == null) {
            trust = isLate(line, item) ? Trust.LATE_LINE : Trust.IRREGULAR;
            return;
        }
        lastAt.set(item, offset(line));
        lastWriter.set(item, writer);
        if (type == EventType.PLANNED) {
            Long number = line.number("deliveries");
            items.planned(item, number == null ? 0 : number.intValue());
            items.encrypted(item, Report.Encrypted.state(line, items.encryption(item)));
        } else if (type == EventType.DELIVERED) {
            items.delivered(item, String.valueOf(line.mailbox()), ending, offset(line));
        } else {
            items.closed(item, ending, offset(line));
        }
        open.note(item, name);
    }

    private boolean isLate(LedgerLine line, int item) {
        int last = lastAt.get(item);
        int at = offset(line);
        return at < last || at == last && line.writer().compareTo(writers.value(lastWriter.get(item))) < 0;
    }

    /** Milliseconds since the start of the first UTC day, from 1. */
    private int offset(LedgerLine line) {
        return (int) (line.at().toEpochMilli() - base.toEpochMilli()) + 1;
    }

    private Instant instant(int offset) {
        return base.plusMillis(offset - 1L);
    }

    /** Whether all deliveries of an item ended, by the name of its original. */
    boolean isEnded(String name) {
        return items.isEnded(name);
    }

    /** The items of the day that have not ended. */
    OpenItems open() {
        return open;
    }

    /**
     * The numbers up to now; adding can continue.
     *
     * @param copiesOn whether originals are copied to a second place
     */
    Report report(String connector, Instant made, boolean copiesOn) {
        List<LedgerLine> unrecorded = found.values().stream()
                .filter(line -> runs.contains(line.run()))
                .toList();
        WindowTally.Listing listing = windows.listing(unrecorded);
        OpenItems.Pending pending = open.pending();
        Imports imports = imports(pending.deliveries());
        boolean accounted = pending.accounted() && items.inconsistent() == 0;
        boolean undecided = open.isEstimate() && accounted || !open.unread().isEmpty();
        return new Report(
                        new Heading(connector, day, null, made, null),
                        listing.source(),
                        imports,
                        earlier(),
                        new Equations(
                                listing.equation(),
                                ImportCount.equation(imports, undecided, accounted),
                                listing.contentHashes()),
                        Rows.NONE,
                        copies(copiesOn, unrecorded),
                        cut(),
                        timeline())
                .withEncrypted(items.encrypted());
    }

    private Imports imports(long pending) {
        ImportCount count = new ImportCount();
        items.endings(true, count::add);
        count.addAvailable(items.available());
        count.addPending(pending);
        return count.imports();
    }

    private Imports earlier() {
        ImportCount count = new ImportCount();
        items.endings(false, count::add);
        return count.imports();
    }

    private Copies copies(boolean on, List<LedgerLine> unrecorded) {
        if (!on && items.copied() == 0 && items.copyFailed() == 0) {
            return null;
        }
        Instant[] oldest = new Instant[1];
        items.forEachOfDay(item -> {
            if (!items.isCopied(item) && stagedAt.get(item) != 0) {
                oldest[0] = earlier(oldest[0], instant(stagedAt.get(item)));
            }
        });
        unrecorded.stream()
                .filter(line -> !items.isCopied(items.item(name(line))))
                .forEach(line -> oldest[0] = earlier(oldest[0], line.at()));
        return new Copies(items.copied(), items.ofDay() - items.copied(), items.copyFailed(), oldest[0]);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private List<Cut> cut() {
        Map<String, Cut> cuts = new TreeMap<>();
        for (LedgerLine line : lastLines) {
            cuts.put(
                    line.writer(),
                    new Cut(line.writer(), line.place().file(), line.place().line(), line.n(), line.hash()));
        }
        return List.copyOf(cuts.values());
    }

    private Report.Timeline timeline() {
        Report.Timeline known = moments.timeline();
        Instant lastResult = items.lastWork() == 0 ? null : instant(items.lastWork());
        return new Report.Timeline(known.lines(), known.moments(), known.more(), lastResult);
    }
}
