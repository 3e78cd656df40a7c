package org.opencompliance.archiver.crash;

import java.util.List;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.Totals;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;

/**
 * Counts of the messages in the mailboxes.
 *
 * @param expected number of expected deliveries
 * @param made number of different ones
 * @param doubles copies beyond the first
 */
record Deliveries(long expected, long made, long doubles) {

    static Deliveries of(Sandbox sandbox) {
        Totals totals = sandbox.day().totals();
        long made = 0;
        long doubles = 0;
        for (TenantUser user : sandbox.tenant().mailboxes()) {
            List<String> ids = sandbox.tenant().messages(user.id()).stream()
                    .map(MessageRecord::internetMessageId)
                    .toList();
            long different = ids.stream().distinct().count();
            made += different;
            doubles += ids.size() - different;
        }
        return new Deliveries(totals.imported() + totals.partiallyImported(), made, doubles);
    }

    long missing() {
        return expected - made;
    }
}
