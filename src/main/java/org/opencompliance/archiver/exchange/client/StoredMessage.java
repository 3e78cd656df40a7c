package org.opencompliance.archiver.exchange.client;

import org.opencompliance.archiver.exchange.ExchangeMessage;
import org.opencompliance.archiver.exchange.mail.MailBody;

/**
 * A message in a mailbox with its content.
 *
 * @param message with properties and attachments
 * @param subject one line, empty when there is none
 * @param addresses as stored
 * @param body null when not requested
 */
public record StoredMessage(
        ExchangeMessage message, String subject, OutgoingMessage.Addresses addresses, MailBody body) {

    /** Leaves out the content of the message, as the result ends up in logs. */
    @Override
    public String toString() {
        return message.toString();
    }
}
