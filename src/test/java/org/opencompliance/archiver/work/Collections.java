package org.opencompliance.archiver.work;

import java.util.List;

/** Collections for tests of what goes on in one. */
public final class Collections {

    private Collections() {}

    public static Collection ofNothing() {
        return new Collection("run-1", "schedule", true, WorkArea.NOW, List.of());
    }
}
