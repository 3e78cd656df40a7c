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
 * @param mail must stay open until the import ends
 * @param properties named properties to write
 * @param look whether to search first
 * @param since the earliest possible creation time of the message, null if unknown
 * @param fence checked before each write
 */
public record ImportOrder(
        String mailbox,
        String itemId,
        Mail mail,
        Map<String, String> properties,
        MicrosoftExchangeLook look,
        Instant since,
        WriteFence fence) {

    /** Leaves out the content of the message. */
    @Override
    public String toString() {
        return "ImportOrder[look=" + look + "]";
    }
}
