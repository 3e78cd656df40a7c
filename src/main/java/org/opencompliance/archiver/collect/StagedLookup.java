package org.opencompliance.archiver.collect;

import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.work.StagedItem;

/**
 * What was found of a listed item.
 *
 * @param item the reference under which it is kept, or would be
 * @param original what is kept of that very content, null when nothing is
 */
public record StagedLookup(StagedItem item, ObjectInfo original) {

    /** Whether that very content is staged. */
    public boolean staged() {
        return original != null;
    }
}
