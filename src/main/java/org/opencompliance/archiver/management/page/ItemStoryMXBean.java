package org.opencompliance.archiver.management.page;

import org.opencompliance.archiver.management.jmx.Described;

/** The story of an item in a management console. */
@Described("All that happened to an item, without its content")
public interface ItemStoryMXBean {

    @Described(
            value =
                    "The story of an item as the command item --json prints it, without participants and names of files",
            readOnly = true)
    String story(@Described("The item id, or the id of a message in a mailbox") String id) throws Exception;
}
