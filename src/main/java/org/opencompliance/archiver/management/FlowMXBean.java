package org.opencompliance.archiver.management;

import org.opencompliance.archiver.management.jmx.Described;

/** The way of an item in a management console. */
@Described("The way of an item through this process: its steps, each with the figures of its route")
public interface FlowMXBean {

    @Described("The steps as JSON, in the order of the way, each with the steps that follow")
    String getJson();
}
