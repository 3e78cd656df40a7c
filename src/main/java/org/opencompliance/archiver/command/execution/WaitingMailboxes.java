package org.opencompliance.archiver.command.execution;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.delivery.WaitingMailbox;
import org.opencompliance.archiver.delivery.sweep.PendingItems;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.OpenDays;

/** Finds the mailboxes that refuse, in a storage area that an archiver may use meanwhile. */
public final class WaitingMailboxes {

    private final PendingItems pending;
    private final Duration patience;

    public WaitingMailboxes(Configuration configuration, ObjectStore store) {
        String connector = configuration.required("archiver.connector");
        OpenDays days = new OpenDays(store, connector, configuration.duration("archiver.sweep-age"));
        this.pending = new PendingItems(store, days, connector);
        this.patience = configuration.duration("archiver.mailbox-patience");
    }

    /** The mailboxes in the order of their ids. */
    public List<WaitingMailbox> list() throws IOException {
        return pending.waiting(patience);
    }
}
