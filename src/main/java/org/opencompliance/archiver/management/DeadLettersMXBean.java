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

    @Described("What each reason means, the role that must act and the action, with the number of open ones, as JSON")
    String getGuide() throws Exception;

    @Described(value = "The open dead letters page by page, as JSON; without content of the items", readOnly = true)
    String list(
            @Described("Only those of one reason, for example unmapped; empty for all") String reason,
            @Described("The value next of the page before; empty for the first page") String after,
            @Described("Number of dead letters, 1 to 500") int limit)
            throws Exception;

    @Described("Retries the items of selected dead letters, once the cause is fixed")
    String replaySelected(@Described("The names from the list, with commas between them, at most 500") String names)
            throws Exception;

    @Described("Ends selected dead letters without a delivery; the ledger records the requester and the reason")
    String discard(
            @Described("The names from the list, with commas between them, at most 500") String names,
            @Described("The reason, 1 to 500 characters, without content of the item") String why)
            throws Exception;
}
