package org.opencompliance.archiver.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.ledger.Disposition;
import org.opencompliance.archiver.ledger.Ending;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * Selects items that ended without a copy in the mailbox of a participant, by the ledger: skipped ones, and those in the fallback
 * mailbox. A new plan only adds deliveries, so an item that is selected needlessly stays as it is.
 */
public final class EndedItems {

    private final ObjectStore store;
    private final LedgerReader ledger;
    private final Clock clock;
    private final JsonObjects<WorkRecord> records;
    private final Map<Request, Map<String, EndedReplay.Before>> chosen = new ConcurrentHashMap<>();

    public EndedItems(ObjectStore store, LedgerReader ledger, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
        this.records = new JsonObjects<>(store, WorkRecord.class);
    }

    /**
     * The orders that plan the items again.
     *
     * @param request its reason is that of the skip, or {@value LedgerEvent#FALLBACK}; its range has the days of the ledger on which
     *     the items ended
     */
    public List<WorkOrder> chosen(Request request) throws IOException {
        List<WorkOrder> orders = new ArrayList<>();
        Map<String, EndedReplay.Before> before = new LinkedHashMap<>();
        for (String name : names(request)) {
            Optional<ObjectInfo> original = store.info(name);
            Optional<StagedItem> item = original.flatMap(found -> StagedItem.of(ledger.connector(), found));
            if (item.isPresent()) {
                orders.add(new WorkOrder(item.get(), request.by(), false));
                before.put(name, EndedReplay.Before.of(EndedReplay.record(records, name)));
            }
        }
        chosen.put(request, before);
        return orders;
    }

    /** The replay of the chosen items of a request, once their orders are queued. */
    EndedReplay replay(Request request) {
        return new EndedReplay(records, chosen.remove(request));
    }

    /** Forgets the chosen items of a request that failed. */
    void forget(Request request) {
        chosen.remove(request);
    }

    /** The items that a request asks for. */
    static String asked(Request request) {
        String which = request.reason().equals(LedgerEvent.FALLBACK)
                ? "in the fallback mailbox"
                : "that was skipped for the reason " + TerminalText.shown(request.reason());
        return which + " since " + day(request.from());
    }

    private List<String> names(Request request) throws IOException {
        Map<String, String> last = new LinkedHashMap<>();
        LocalDate to =
                request.to() == null ? day(clock.instant()) : day(request.to().minusNanos(1));
        try (Stream<LedgerLine> lines = ledger.lines(day(request.from()), to)) {
            lines.filter(EndedItems::isEnd)
                    .forEach(line -> last.put(line.text("name") + "\n" + line.mailbox(), why(line)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return last.entrySet().stream()
                .filter(entry -> entry.getValue().equals(request.reason()))
                .map(entry -> entry.getKey().substring(0, entry.getKey().indexOf('\n')))
                .distinct()
                .toList();
    }

    private static boolean isEnd(LedgerLine line) {
        boolean end = line.is(EventType.DELIVERED) || line.is(EventType.CLOSED);
        return end && line.text("name") != null && line.text("disposition") != null;
    }

    private static String why(LedgerLine line) {
        Ending ending = line.ending();
        if (ending != null && ending.disposition() == Disposition.SKIPPED) {
            return String.valueOf(ending.reason());
        }
        return String.valueOf(line.text("rule"));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
