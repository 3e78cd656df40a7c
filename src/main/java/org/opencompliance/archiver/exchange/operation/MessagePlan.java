package org.opencompliance.archiver.exchange.operation;

import java.util.List;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.client.OutgoingMessage;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/**
 * The plan to import a message into a mailbox.
 *
 * @param message the message that the first request creates, with the attachments that fit it
 * @param size the upper bound of that request, in bytes
 * @param later the attachments that do not fit, each with one or more requests of its own
 */
record MessagePlan(OutgoingMessage message, long size, List<MailAttachment> later) {

    /** The same message without attachments in its request; all of them follow in the same order. */
    MessagePlan bare() {
        long along = message.attachments().stream().mapToLong(JsonSize::of).sum();
        return new MessagePlan(message.withAttachments(List.of()), size - along, attachments());
    }

    /** Every attachment that the message must have, in order. */
    List<MailAttachment> attachments() {
        return Stream.concat(message.attachments().stream(), later.stream()).toList();
    }
}
