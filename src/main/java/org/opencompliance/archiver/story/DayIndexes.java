package org.opencompliance.archiver.story;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import org.opencompliance.archiver.ledger.CompleteDays;
import org.opencompliance.archiver.ledger.index.LedgerIndex;
import org.opencompliance.archiver.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index of each day once it is over, so that no search has to make it. */
public final class DayIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(DayIndexes.class);

    private final ObjectStore store;
    private final String connector;
    private final Clock clock;
    private LocalDate last;

    public DayIndexes(ObjectStore store, String connector, Clock clock) {
        this.store = store;
        this.connector = connector;
        this.clock = clock;
    }

    /** Makes the index of yesterday unless it is there; does nothing more on that day. */
    public synchronized void keepYesterday() throws IOException {
        LocalDate yesterday = CompleteDays.last(clock);
        if (!yesterday.equals(last)) {
            try (LedgerIndex index = Stories.indexOf(store, connector, LOG::warn)) {
                index.refresh(yesterday, yesterday);
            }
            last = yesterday;
        }
    }
}
