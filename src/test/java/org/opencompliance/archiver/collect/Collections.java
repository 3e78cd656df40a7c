package org.opencompliance.archiver.collect;

import java.util.List;
import org.opencompliance.archiver.delivery.WorkArea;

/** Collections for tests. */
public final class Collections {

    private Collections() {}

    public static Collection ofNothing() {
        return new Collection("run-1", "schedule", true, WorkArea.NOW, List.of());
    }
}
