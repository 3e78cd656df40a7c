package org.opencompliance.archiver.exchange.operation;

import java.time.Instant;

/**
 * A message that is looked for.
 *
 * @param mailbox the object id, or an address
 * @param internetMessageId the {@code Message-ID} that it must have
 * @param itemId the identity at the source, which it carries in a property; null when there is none
 * @param since when it may have been created at the earliest, null when that is not known
 */
public record Wanted(String mailbox, String internetMessageId, String itemId, Instant since) {

    /** Without ids of the source. */
    @Override
    public String toString() {
        return "Wanted[since=" + since + "]";
    }
}
