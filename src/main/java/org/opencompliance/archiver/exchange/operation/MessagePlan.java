package org.opencompliance.archiver.exchange.operation;

import java.util.List;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.client.OutgoingMessage;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * How a message goes into a mailbox.
 *
 * @param message what the first request creates, with the attachments that fit it
 * @param size the bytes of that request, at most
 * @param later the attachments that do not fit, one request or more each
 */
record MessagePlan(OutgoingMessage message, long size, List<MailAttachment> later) {

    /** The same message alone, and all its attachments after it, in the same order. */
    MessagePlan bare() {
        long along = message.attachments().stream().mapToLong(JsonSize::of).sum();
        return new MessagePlan(message.withAttachments(List.of()), size - along, attachments());
    }

    /** Every attachment that the message must have, in order. */
    List<MailAttachment> attachments() {
        return Stream.concat(message.attachments().stream(), later.stream()).toList();
    }
}
