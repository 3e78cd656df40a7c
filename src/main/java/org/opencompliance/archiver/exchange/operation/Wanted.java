package org.opencompliance.archiver.exchange.operation;

import java.time.Instant;

/**
 * A message to look for.
 *
 * @param mailbox the object id, or an address
 * @param internetMessageId the {@code Message-ID} that the message must have
 * @param itemId the identity at the source, which the message carries in a property; null if there is none
 * @param since the earliest possible creation time of the message, null if unknown
 */
public record Wanted(String mailbox, String internetMessageId, String itemId, Instant since) {

    /** Leaves out the ids of the source. */
    @Override
    public String toString() {
        return "Wanted[since=" + since + "]";
    }
}
