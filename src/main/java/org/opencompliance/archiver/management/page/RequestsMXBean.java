package org.opencompliance.archiver.management.page;

import org.opencompliance.archiver.management.jmx.Described;

/** The requests in a management console. */
@Described("Requests that commands and consoles left in the storage area")
public interface RequestsMXBean {

    @Described(value = "How a request stands, in any process of the storage area, as JSON", readOnly = true)
    String answer(@Described("The id that the operation returned") String id) throws Exception;
}
