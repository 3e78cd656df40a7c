package org.opencompliance.archiver.storage.overlay;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.opencompliance.archiver.storage.ObjectInfo;

/** Two listings in name order as one; of an object in both, the first listing counts. */
final class MergedNames implements Iterator<ObjectInfo> {

    private final Iterator<ObjectInfo> first;
    private final Iterator<ObjectInfo> second;
    private ObjectInfo ofFirst;
    private ObjectInfo ofSecond;

    MergedNames(Iterator<ObjectInfo> first, Iterator<ObjectInfo> second) {
        this.first = first;
        this.second = second;
        this.ofFirst = next(first);
        this.ofSecond = next(second);
    }

    @Override
    public boolean hasNext() {
        return ofFirst != null || ofSecond != null;
    }

    @Override
    public ObjectInfo next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int order = order();
        ObjectInfo result = order <= 0 ? ofFirst : ofSecond;
        if (order <= 0) {
            ofFirst = next(first);
        }
        if (order >= 0) {
            ofSecond = next(second);
        }
        return result;
    }

    private int order() {
        if (ofFirst == null) {
            return 1;
        }
        return ofSecond == null ? -1 : ofFirst.name().compareTo(ofSecond.name());
    }

    private static ObjectInfo next(Iterator<ObjectInfo> listing) {
        return listing.hasNext() ? listing.next() : null;
    }
}
