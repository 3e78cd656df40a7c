package org.opencompliance.archiver.exchange.operation;

import java.util.List;
import java.util.Map;
import org.opencompliance.archiver.exchange.client.OutgoingMessage;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

/** Upper bounds for the size of objects in a request, in bytes, without building the JSON. */
final class JsonSize {

    private static final long MESSAGE_FRAME = 4096;
    private static final long RECIPIENT_FRAME = 80;
    private static final long PROPERTY_FRAME = 120;
    private static final long ATTACHMENT_FRAME = 240;
    /** Of a character by its number. */
    private static final int ESCAPE = 6;

    private JsonSize() {}

    /** The size of a message without its attachments. */
    static long of(OutgoingMessage message) {
        OutgoingMessage.Addresses addresses = message.addresses();
        long size = MESSAGE_FRAME + of(message.subject()) + of(message.body().content());
        size += of(addresses.from()) + of(addresses.sender());
        for (List<MailAddress> field : List.of(addresses.to(), addresses.cc(), addresses.bcc(), addresses.replyTo())) {
            size += field.stream().mapToLong(JsonSize::of).sum();
        }
        for (Map.Entry<String, String> property : message.properties().entrySet()) {
            size += PROPERTY_FRAME + of(property.getKey()) + of(property.getValue());
        }
        return size
                + message.marks().categories().stream().mapToLong(JsonSize::of).sum();
    }

    /** The size of an attachment with its content in base64. */
    static long of(MailAttachment attachment) {
        return ATTACHMENT_FRAME
                + of(attachment.name())
                + of(attachment.contentType())
                + of(attachment.contentId())
                + (attachment.size() + 2) / 3 * 4;
    }

    private static long of(MailAddress address) {
        return address == null ? 0 : RECIPIENT_FRAME + of(address.name()) + of(address.address());
    }

    /** The size of a string with its escapes. */
    static long of(String text) {
        if (text == null) {
            return 0;
        }
        long size = 3;
        for (int i = 0; i < text.length(); i++) {
            size += of(text.charAt(i));
        }
        return size;
    }

    private static int of(char c) {
        if (c >= ' ' && c < 0x80) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        return c < ' ' ? ofControl(c) : ofWide(c);
    }

    private static int ofControl(char c) {
        return c == '\n' || c == '\r' || c == '\t' ? 2 : ESCAPE;
    }

    private static int ofWide(char c) {
        if (c == '\u2028' || c == '\u2029') {
            return ESCAPE;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
