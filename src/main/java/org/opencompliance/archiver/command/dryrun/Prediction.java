package org.opencompliance.archiver.command.dryrun;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.command.dryrun.Row.Target;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.compact.KeyTable;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.StagedItem;

/** Collects what the routes decide for each listed item, and passes its rows on. Safe for the threads of a collection. */
final class Prediction {

    private static final long TELL_EVERY = Duration.ofSeconds(5).toNanos();

    private final ObjectStore area;
    private final JsonObjects<WorkRecord> records;
    private final String connector;
    private final boolean people;
    private final Output output;
    private final PrintWriter progress;
    private final Totals totals = new Totals();
    /** The names of the originals that the collection would stage: each is discarded once it is planned. */
    private final KeyTable staged = new KeyTable();

    private Planner planner;
    private Planner inForce;
    private long told = System.nanoTime();

    /**
     * @param area the storage area of the installation
     * @param people whether rows name participants
     */
    Prediction(ObjectStore area, String connector, boolean people, Output output, PrintWriter progress) {
        this.area = area;
        this.records = new JsonObjects<>(area, WorkRecord.class);
        this.connector = connector;
        this.people = people;
        this.output = output;
        this.progress = progress;
    }

    /** @param mappedInForce plans with the mapping in force for a comparison; null for none */
    void begin(Planner with, Planner mappedInForce) {
        planner = with;
        inForce = mappedInForce;
    }

    Totals totals() {
        return totals;
    }

    /** Plans an item that the collection staged, and removes its original; a collection parks another content of its name. */
    void offered(StagedItem item) throws IOException {
        try {
            add(isFirst(item) ? planned(item, false) : List.of(parkedRow(item.id(), Reason.ID_CONFLICT.label())));
        } finally {
            planner.discard(item);
        }
    }

    private boolean isFirst(StagedItem item) {
        synchronized (staged) {
            int before = staged.size();
            return staged.number(item.name()) == before;
        }
    }

    /** Follows the events of the collection. */
    void take(LedgerEvent event) throws IOException {
        switch (event.type()) {
            case SEEN_BEFORE ->
                seen(event.item(), String.valueOf(event.details().get("name")));
            case PARKED_AT_COLLECTION ->
                parked(event.item(), String.valueOf(event.details().get("reason")));
            default -> {
                // the plans are read from their records
            }
        }
    }

    private void parked(String id, String reason) throws IOException {
        if (reason.equals(Reason.ID_CONFLICT.label())) {
            planner.discardConflict(id);
        }
        add(List.of(parkedRow(id, reason)));
    }

    private static Row parkedRow(String id, String reason) {
        return new Row(id, null, false, Outcome.PARK, reason, Target.NONE, null);
    }

    private void seen(String id, String name) throws IOException {
        Optional<ObjectInfo> original = area.info(name);
        Optional<StagedItem> item = original.flatMap(found -> StagedItem.of(connector, found));
        if (item.isEmpty()) {
            String why = "Its original has no usable metadata";
            add(List.of(new Row(id, null, true, Outcome.UNDECIDED, null, Target.NONE, why)));
            return;
        }
        Optional<WorkRecord> record = records.read(item.get().recordName())
                .map(Versioned::value)
                .filter(found -> found.plan() != null || found.closed());
        add(record.isPresent() ? recorded(item.get(), record.get()) : planned(item.get(), true));
    }

    private List<Row> recorded(StagedItem item, WorkRecord record) throws IOException {
        List<Row> rows = new ArrayList<>(Recorded.rows(item, record));
        if (inForce != null) {
            rows.addAll(changes(planner.plan(item, people), item, true));
        }
        return rows;
    }

    private List<Row> planned(StagedItem item, boolean staged) throws IOException {
        Planned planned = planner.plan(item, people);
        List<Row> rows = new ArrayList<>(planned.rows(staged));
        rows.addAll(changes(planned, item, staged));
        return rows;
    }

    private List<Row> changes(Planned planned, StagedItem item, boolean staged) throws IOException {
        if (inForce == null) {
            return List.of();
        }
        Planned before = inForce.plan(item, false);
        return planned.isDecided() && before.isDecided() ? planned.changesFrom(before, staged) : List.of();
    }

    private synchronized void add(List<Row> item) throws IOException {
        totals.add(item);
        output.item(item);
        long now = System.nanoTime();
        if (now - told >= TELL_EVERY) {
            told = now;
            progress.println("  " + totals.items() + " items");
            progress.flush();
        }
    }
}
