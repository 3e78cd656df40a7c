package org.opencompliance.archiver.collect;

import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.work.StagedItem;

/**
 * The result of the lookup of a listed item in the storage area.
 *
 * @param item the reference under which it is stored, or would be
 * @param original the stored object with the listed content, null when there is none
 */
public record StagedLookup(StagedItem item, ObjectInfo original) {

    /** Whether the listed content is staged. */
    public boolean staged() {
        return original != null;
    }
}
