package org.opencompliance.archiver.delivery;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opencompliance.archiver.ledger.report.WorkStates;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.Delivery;
import org.opencompliance.archiver.work.StagedItem;

/** The states of items that have not ended in the ledger, from their work records, for reports. */
public final class RecordStates implements WorkStates {

    private final JsonObjects<WorkRecord> records;

    public RecordStates(ObjectStore store) {
        this.records = new JsonObjects<>(store, WorkRecord.class);
    }

    @Override
    public Optional<OpenWork> open(String name) throws IOException {
        Optional<WorkRecord> record =
                records.read(StagedItem.recordNameOf(name)).map(Versioned::value);
        if (record.isEmpty()) {
            return Optional.of(OpenWork.UNPLANNED);
        }
        return record.filter(found -> !found.closed()).map(RecordStates::work);
    }

    private static OpenWork work(WorkRecord record) {
        boolean planned = record.plan() != null;
        return new OpenWork(
                planned, record.openDeliveries().stream().map(Delivery::mailbox).collect(Collectors.toSet()));
    }
}
