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

    @Described("The mapping in force, its file, and the last file that this process refused, as JSON")
    String getJson();

    @Described(
            value =
                    "Checks the text of a mapping file and puts nothing in force: errors by line, the changes, and how many"
                            + " unmapped dead letters it has a mailbox for, as JSON",
            readOnly = true)
    String check(@Described("The whole text of the file, at most 2 MB") String csv) throws Exception;
}
