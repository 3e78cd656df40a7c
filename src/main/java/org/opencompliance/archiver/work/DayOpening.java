package org.opencompliance.archiver.work;

import java.io.IOException;
import java.time.Instant;

/** Records that originals of a day are about to be staged. */
@FunctionalInterface
public interface DayOpening {

    /** Opens the day of an archived-at time. */
    void open(Instant archivedAt) throws IOException;
}
