package org.opencompliance.archiver.delivery.sweep;

import java.time.Duration;
import org.opencompliance.archiver.delivery.ThrottledMailboxes;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.OpenDays;

/**
 * Where a sweep looks.
 *
 * @param closed the closed records that this process knows
 * @param throttled the mailboxes whose items wait
 * @param age minimum time between the staging of an item and its first sweep
 */
public record SweptArea(
        ObjectStore store,
        OpenDays days,
        String connector,
        Duration age,
        ClosedItems closed,
        ThrottledMailboxes throttled) {}
