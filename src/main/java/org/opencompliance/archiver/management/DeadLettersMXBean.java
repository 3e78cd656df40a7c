package org.opencompliance.archiver.management;

import java.util.Map;

/** What is parked in a management console. */
@Described("What needs a person: items and deliveries that are parked")
public interface DeadLettersMXBean {

    @Described("How many are open")
    long getOpen();

    @Described("How many are open for each reason")
    Map<String, Long> getOpenByReason();

    @Described("Takes up again what is parked, once the cause is mended")
    String replay(@Described("Only those of one reason, for example unmapped; empty for all") String reason)
            throws Exception;
}
