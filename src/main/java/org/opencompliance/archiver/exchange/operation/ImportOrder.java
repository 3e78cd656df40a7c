package org.opencompliance.archiver.exchange.operation;

import java.time.Instant;
import java.util.Map;
import org.opencompliance.archiver.exchange.MicrosoftExchangeLook;
import org.opencompliance.archiver.exchange.WriteFence;
import org.opencompliance.archiver.exchange.mail.Mail;

/**
 * One message for one mailbox.
 *
 * @param mailbox the object id, or an address
 * @param itemId the identity at the source, or null
 * @param mail stays open until the import ended
 * @param properties named properties to write
 * @param look whether to search first
 * @param since when the message may have been created at the earliest, null when that is not known
 * @param fence asked before each write
 */
public record ImportOrder(
        String mailbox,
        String itemId,
        Mail mail,
        Map<String, String> properties,
        MicrosoftExchangeLook look,
        Instant since,
        WriteFence fence) {

    /** Without what the message says. */
    @Override
    public String toString() {
        return "ImportOrder[look=" + look + "]";
    }
}
