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
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * Finds open items whose original is missing, is no regular file, or has other metadata than at its staging. The listing of
 * originals does not show them, but the ledger has their staging. For one thread at a time.
 */
public final class LostOriginals {

    private final ObjectStore store;
    private final LedgerReader ledger;
    private final OpenCollections collections;

    public LostOriginals(ObjectStore store, LedgerReader ledger, OpenCollections collections) {
        this.store = store;
        this.ledger = ledger;
        this.collections = collections;
    }

    /**
     * Work orders with the facts of the ledger; the import parks each item or repairs it. Covers items that were staged since
     * yesterday, and items of collections without a report. Reads the ledger of these days once, and asks the storage area once
     * for each open item.
     */
    public List<WorkOrder> find() throws IOException {
        List<WorkOrder> orders = new ArrayList<>();
        for (StagedItem item : unended()) {
            Optional<ObjectInfo> there = store.info(item.name());
            if (there.flatMap(info -> StagedItem.of(ledger.connector(), info))
                    .filter(labelled -> labelled.sha256().equals(item.sha256()))
                    .isEmpty()) {
                orders.add(WorkOrder.leftOver(item));
            }
        }
        return orders;
    }

    private List<StagedItem> unended() throws IOException {
        Instant now = store.now();
        Instant first = now.minus(1, ChronoUnit.DAYS);
        for (OpenCollection open : collections.unreported()) {
            first = open.begun().isBefore(first) ? open.begun() : first;
        }
        Map<String, StagedItem> unended = new LinkedHashMap<>();
        try (var lines = ledger.lines(day(first), day(now).plusDays(1))) {
            lines.forEach(line -> add(line, unended));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return List.copyOf(unended.values());
    }

    private void add(LedgerLine line, Map<String, StagedItem> unended) {
        if (line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED)) {
            StagedItem item = item(line);
            unended.put(item.name(), item);
        } else if (line.is(EventType.CLOSED)) {
            unended.remove(line.text("name"));
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
