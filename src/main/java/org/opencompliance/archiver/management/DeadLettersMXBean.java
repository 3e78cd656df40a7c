package org.opencompliance.archiver.management;

import java.util.Map;
import org.opencompliance.archiver.management.jmx.Described;

/** The dead letters in a management console. */
@Described("Parked items and deliveries, which need an operator")
public interface DeadLettersMXBean {

    @Described("How many are open")
    long getOpen();

    @Described("How many are open for each reason")
    Map<String, Long> getOpenByReason();

    @Described("What to do before a replay, for each reason with an open one")
    Map<String, String> getWhatToDo();

    @Described("Retries parked items and deliveries, once the cause is fixed")
    String replay(@Described("Only those of one reason, for example unmapped; empty for all") String reason)
            throws Exception;
}
