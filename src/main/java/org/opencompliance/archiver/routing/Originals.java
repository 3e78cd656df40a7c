package org.opencompliance.archiver.routing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.opencompliance.archiver.collect.FetchedContent;
import org.opencompliance.archiver.delivery.AreaCreated;
import org.opencompliance.archiver.item.OriginalAlteredException;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** Writes originals into the storage area and reads them back. */
public final class Originals {

    private final ObjectStore store;

    public Originals(ObjectStore store) {
        this.store = store;
    }

    /** @return false when an original of that name exists that no earlier attempt of the same collection wrote */
    public boolean write(StagedItem item, FetchedContent content) throws IOException {
        return store.create(item.name(), new ObjectContent(content::open, content.size(), item.metadata()))
                        .isPresent()
                || isOurs(item);
    }

    /**
     * Whether this collection wrote the existing original in an attempt with a lost answer.
     *
     * @throws StorageException when no original exists: an unwritten original never counts as written
     */
    public boolean isOurs(StagedItem item) throws IOException {
        ObjectInfo there = store.info(item.name())
                .orElseThrow(() -> new StorageException(
                        "The storage area did not write an original and has none of that name", null));
        return isOf(item, there);
    }

    /** Whether the collection of an item wrote an object. */
    static boolean isOf(StagedItem item, ObjectInfo there) {
        return item.run().equals(there.metadata().get("run"));
    }

    /**
     * The content of an original.
     *
     * @throws OriginalAlteredException when the original is missing
     */
    public InputStream open(WorkOrder order) throws IOException {
        try {
            return store.open(order.item().name());
        } catch (NoSuchFileException e) {
            throw lost(order);
        }
    }

    /**
     * Reports a missing original.
     *
     * @throws IOException always: {@link OriginalAlteredException}, or {@link StorageException} when the whole area is
     * missing, for example a disk that is not mounted
     */
    public void missing(WorkOrder order) throws IOException {
        throw lost(order);
    }

    private IOException lost(WorkOrder order) throws IOException {
        if (order.first()) {
            return new StorageException(
                    "The order returns to the queue, as it names an original that does not exist", null);
        }
        if (store.info(AreaCreated.objectName(order.item().connector())).isEmpty()) {
            return new StorageException("The storage area has no born.json: check that it is mounted", null);
        }
        return OriginalAlteredException.missing(order.item().id());
    }
}
