package org.opencompliance.archiver.delivery.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.collect.OpenCollections;
import org.opencompliance.archiver.collect.OpenCollections.OpenCollection;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.compact.Column;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.file.LedgerTail;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * Finds open items whose original is missing, is no regular file, or has other metadata than at its staging. The listing of
 * originals does not show them, but the ledger has their staging. For one thread at a time.
 */
public final class LostOriginals {

    /** Number of open items that are held between two calls, about 5 MB. */
    private static final int MOST = 10_000;

    private final ObjectStore store;
    private final LedgerReader ledger;
    private final OpenCollections collections;
    private final int most;
    private final Map<String, StagedItem> held = new LinkedHashMap<>();
    private LedgerTail tail;
    private LocalDate from;
    private boolean holdsAll;

    public LostOriginals(ObjectStore store, LedgerReader ledger, OpenCollections collections) {
        this(store, ledger, collections, MOST);
    }

    /** @param most number of open items that are held between two calls */
    LostOriginals(ObjectStore store, LedgerReader ledger, OpenCollections collections, int most) {
        this.store = store;
        this.ledger = ledger;
        this.collections = collections;
        this.most = most;
    }

    /**
     * Work orders with the facts of the ledger; the import parks each item or repairs it. Covers items that were staged since
     * yesterday, and items of collections without a report. Reads the new lines of the ledger, and asks the storage area once for each
     * open item. While more than {@value #MOST} items are open, it reads these days of the ledger twice instead.
     */
    public List<WorkOrder> find() throws IOException {
        Instant now = store.now();
        LocalDate first = first(now);
        LocalDate last = day(now).plusDays(1);
        readOn(first, last);
        List<WorkOrder> orders = new ArrayList<>();
        if (holdsAll) {
            for (StagedItem item : held.values()) {
                addLost(item, orders);
            }
        } else {
            findAll(first, last, orders);
        }
        return orders;
    }

    private LocalDate first(Instant now) throws IOException {
        Instant first = now.minus(1, ChronoUnit.DAYS);
        for (OpenCollection open : collections.unreported()) {
            first = open.begun().isBefore(first) ? open.begun() : first;
        }
        return day(first);
    }

    private void addLost(StagedItem item, List<WorkOrder> orders) throws IOException {
        Optional<ObjectInfo> there = store.info(item.name());
        if (there.flatMap(info -> StagedItem.of(ledger.connector(), info))
                .filter(labelled -> labelled.sha256().equals(item.sha256()))
                .isEmpty()) {
            orders.add(WorkOrder.leftOver(item));
        }
    }

    private void readOn(LocalDate first, LocalDate last) throws IOException {
        boolean complete = false;
        try {
            if (tail == null || !first.equals(from)) {
                begin(first);
            }
            if (tail.read(first, last, this::note).isPresent()) {
                // a file was changed: verify --ledger tells which
                begin(first);
                tail.read(first, last, this::note);
            }
            complete = true;
        } finally {
            tail = complete ? tail : null;
        }
    }

    private void begin(LocalDate first) {
        tail = new LedgerTail(store, ledger.connector());
        from = first;
        held.clear();
        holdsAll = true;
    }

    private void note(LedgerLine line) {
        if (isStaged(line) && held.size() < most) {
            StagedItem item = item(line);
            held.put(item.name(), item);
        } else if (isStaged(line)) {
            holdsAll = false;
        } else if (line.is(EventType.CLOSED)) {
            held.remove(line.text("name"));
        }
    }

    private static boolean isStaged(LedgerLine line) {
        return line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED);
    }

    /** With a few bytes for each item: one pass finds which are open, and one pass takes their facts. */
    private void findAll(LocalDate first, LocalDate last, List<WorkOrder> orders) throws IOException {
        KeyTable names = new KeyTable();
        Column open = new Column();
        try (var lines = ledger.lines(first, last)) {
            lines.filter(line -> isStaged(line) || line.is(EventType.CLOSED))
                    .forEach(line -> open.set(names.number(String.valueOf(line.text("name"))), isStaged(line) ? 1 : 0));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        int number = 0;
        try (var lines = ledger.lines(first, last)) {
            for (LedgerLine line : (Iterable<LedgerLine>) lines.filter(LostOriginals::isStaged)::iterator) {
                int item = names.find(String.valueOf(line.text("name")));
                if (item != KeyTable.ABSENT && open.get(item) == 1) {
                    open.set(item, 0);
                    number++;
                    addLost(item(line), orders);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (number <= most / 2) {
            // there is room again
            tail = null;
        }
    }

    private StagedItem item(LedgerLine line) {
        Long size = line.number("size");
        ListedItem listed = new ListedItem(
                line.item(),
                line.text("kind"),
                Instant.parse(line.text("archivedAt")),
                size == null ? -1 : size,
                line.text("sha256"));
        return StagedItem.of(ledger.connector(), listed, line.run());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
