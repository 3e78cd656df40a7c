package org.opencompliance.archiver.management;

import org.opencompliance.archiver.management.jmx.Described;

/** The work queue of this process in a management console. */
@Described("The work orders of this process")
public interface WorkQueueMXBean {

    @Described("How many wait, those put off included")
    int getDepth();

    @Described("How many are worked on")
    int getHeld();
}
