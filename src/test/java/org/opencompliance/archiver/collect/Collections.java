package org.opencompliance.archiver.collect;

import java.util.List;
import org.opencompliance.archiver.delivery.WorkArea;

/** Collections for tests. */
public final class Collections {

    private Collections() {}

    /** The default limits. */
    static final CollectionLimits LIMITS = new CollectionLimits(20, 3, 20);

    public static Collection ofNothing() {
        return ofNothing("run-1");
    }

    static Collection ofNothing(String run) {
        Collection.Start start = new Collection.Start(run, "schedule", true, WorkArea.NOW);
        return new Collection(start, List.of(), LIMITS.failuresInARow());
    }
}
