package org.opencompliance.archiver.management;

import org.opencompliance.archiver.management.jmx.Described;

/** The custom mapping in a management console. */
@Described("The custom mapping of mobile numbers to mailboxes that is in force in this process")
public interface UserMappingMXBean {

    @Described("The SHA-256 of the file it was read from, or none")
    String getVersion();

    @Described("How many numbers it maps")
    int getRows();

    @Described("Whether importing waits, as a custom mapping is asked for and none was ever accepted")
    boolean isWaiting();

    @Described(
            "Reads the mapping file now; one with anything wrong is refused, and the mapping before it stays in force")
    String reload() throws Exception;
}
