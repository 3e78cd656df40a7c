package org.opencompliance.archiver.routing;

import java.io.IOException;
import java.io.InputStream;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.FetchedContent;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** Writes originals into the storage area and reads them back. */
public final class Originals {

    private final ObjectStore store;

    public Originals(ObjectStore store) {
        this.store = store;
    }

    /** @return false when there is one of that name already, and not by an earlier try of the same collection */
    public boolean write(StagedItem item, FetchedContent content) throws IOException {
        return store.create(item.name(), ObjectContent.of(content.file(), item.metadata()))
                        .isPresent()
                || isOurs(item);
    }

    /** Whether what is there was written by this collection, whose answer was lost. */
    public boolean isOurs(StagedItem item) throws IOException {
        return store.info(item.name())
                .filter(there -> item.run().equals(there.metadata().get("run")))
                .isPresent();
    }

    public InputStream open(WorkOrder order) throws IOException {
        return store.open(order.item().name());
    }
}
