package org.opencompliance.archiver.ledger.report;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What the work records say of items that the ledger has no end of yet. */
@FunctionalInterface
public interface WorkStates {

    /**
     * What is still to do of a staged item, or nothing when its work record is closed. An item without a record is
     * still to be planned.
     *
     * @param name the object that the item was staged as
     */
    Optional<OpenWork> open(String name) throws IOException;

    /**
     * An open work record.
     *
     * @param planned whether it has a plan
     * @param mailboxes those of the plan whose delivery has not ended; empty without a plan
     */
    record OpenWork(boolean planned, Set<String> mailboxes) {

        /** Work that has no plan yet. */
        public static final OpenWork UNPLANNED = new OpenWork(false, Set.of());

        public OpenWork {
            mailboxes = Set.copyOf(mailboxes);
        }
    }
}
