package org.opencompliance.archiver.management;

import java.util.Map;
import org.opencompliance.archiver.management.jmx.Described;

/** The items in a management console. */
@Described(
        "The six counters of the current day in archiver.time-zone, and the pending items; stored reports have UTC days")
public interface ItemsMXBean {

    @Described("Items that the source listed today, each once, also when a range was collected again")
    long getAvailableFromSource();

    @Described("Deliveries of the items staged today, an item without a plan or without deliveries counting as one")
    long getAvailableForImport();

    @Described("Of these: imported completely")
    long getImported();

    @Described("Of these: imported without the attachments over the limit")
    long getPartiallyImported();

    @Described("Of these: kept and not for a mailbox")
    long getSkipped();

    @Described("Skipped deliveries and items of today, for each reason")
    Map<String, Long> getSkippedByReason();

    @Described("Of these: ended in a dead letter")
    long getFailed();

    @Described("Of these: not ended")
    long getPending();

    @Described("Staged items of any day with open work")
    long getPendingOfAllDays();

    @Described(
            "Mailboxes that had items regularly and have none, at the end of the last UTC day; -1 before the first result")
    long getSilentMailboxes();

    @Described("Days with few items, with none or without a complete collection; archiver silence has the mailboxes")
    String getSilence();

    @Described("When these numbers were counted (UTC); empty before the first time")
    String getCounted();
}
