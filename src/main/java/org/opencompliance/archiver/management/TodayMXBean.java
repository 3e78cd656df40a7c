package org.opencompliance.archiver.management;

import org.opencompliance.archiver.management.jmx.Described;

/** The situation of the archive in a management console. */
@Described("The state, the last collection, the counters and the last days of the whole storage area, in one document")
public interface TodayMXBean {

    @Described("The document as JSON; it is the same in each process of the storage area, and a read costs nothing")
    String getJson();
}
