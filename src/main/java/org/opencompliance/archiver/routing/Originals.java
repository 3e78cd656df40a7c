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

    /** @return false when there is one of that name already */
    public boolean write(StagedItem item, FetchedContent content) throws IOException {
        return store.create(item.name(), ObjectContent.of(content.file(), item.metadata()))
                .isPresent();
    }

    public InputStream open(WorkOrder order) throws IOException {
        return store.open(order.item().name());
    }
}
