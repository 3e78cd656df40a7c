package org.opencompliance.archiver.overview;

import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * The number of mailboxes that refuse, as the processes of a storage area report it. A look lists the states of the processes and reads
 * those that were written since; it looks at no item. For one thread at a time.
 */
public final class ReportedMailboxes {

    private final Processes processes;
    private final Clock clock;

    public ReportedMailboxes(ObjectStore store, String connector, Clock clock) {
        this.processes = new Processes(store, connector);
        this.clock = clock;
    }

    /** The latest number of a process that runs; empty when none has counted yet. */
    public OptionalLong refusing() throws IOException {
        processes.refresh(Optional.empty());
        Optional<Counted> latest = processes.all().stream()
                .filter(state -> state.isLive(clock.instant()))
                .map(ProcessState::counted)
                .filter(counted -> counted != null && counted.refusing() != null)
                .max(Comparator.comparing(Counted::at));
        return latest.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(latest.get().refusing());
    }
}
