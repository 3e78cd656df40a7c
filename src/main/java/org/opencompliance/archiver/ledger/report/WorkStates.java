package org.opencompliance.archiver.ledger.report;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The work records of items that have no end in the ledger yet. */
@FunctionalInterface
public interface WorkStates {

    /**
     * The remaining work of a staged item; empty when its work record is closed. An item without a record has no plan yet.
     *
     * @param name object name of the staged item
     */
    Optional<OpenWork> open(String name) throws IOException;

    /**
     * An open work record.
     *
     * @param planned whether it has a plan
     * @param mailboxes mailboxes of the plan with an open delivery; empty without a plan
     */
    record OpenWork(boolean planned, Set<String> mailboxes) {

        /** Work without a plan. */
        public static final OpenWork UNPLANNED = new OpenWork(false, Set.of());

        public OpenWork {
            mailboxes = Set.copyOf(mailboxes);
        }
    }
}
