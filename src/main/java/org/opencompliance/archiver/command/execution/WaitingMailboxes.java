package org.opencompliance.archiver.command.execution;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.delivery.WaitingMailbox;
import org.opencompliance.archiver.delivery.sweep.PendingItems;
import org.opencompliance.archiver.overview.ReportedMailboxes;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.work.OpenDays;

/** Finds the mailboxes that refuse, in a storage area that an archiver may use meanwhile. */
public final class WaitingMailboxes {

    private final PendingItems pending;
    private final ReportedMailboxes reported;
    private final Duration patience;

    public WaitingMailboxes(Configuration configuration, ObjectStore store) {
        String connector = configuration.required("archiver.connector");
        OpenDays days = new OpenDays(store, connector, configuration.duration("archiver.sweep-age"));
        this.pending = new PendingItems(store, days, connector);
        this.reported = new ReportedMailboxes(store, connector, Clock.systemUTC());
        this.patience = configuration.duration("archiver.mailbox-patience");
    }

    /** Whether the archiver that runs on the area has counted that no mailbox refuses; that costs nothing for an item. */
    public boolean noneRefuses() throws IOException {
        return reported.refusing().orElse(1) == 0;
    }

    /** The mailboxes in the order of their ids. */
    public List<WaitingMailbox> list() throws IOException {
        return pending.waiting(patience);
    }
}
