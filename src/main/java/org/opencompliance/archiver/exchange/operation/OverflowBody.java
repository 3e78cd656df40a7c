package org.opencompliance.archiver.exchange.operation;

import java.util.List;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.exchange.mail.MailBody;

/**
 * The replacement for a body that is too large for any request.
 *
 * @param stub the body that replaces it
 * @param attachment the original body as an attachment
 */
record OverflowBody(MailBody stub, MailAttachment attachment) {

    static OverflowBody of(MailBody body, List<MailAttachment> others) {
        String name = freeName("message-body", body.html() ? ".html" : ".txt", others);
        String text = "The text of this message is longer than Exchange takes. It is attached as " + name + ".";
        return new OverflowBody(
                new MailBody(false, text),
                new TextAttachment(name, body.html() ? "text/html" : "text/plain", body.content()));
    }

    /** A name that starts like the given one and that no other attachment has. */
    static String freeName(String like, String extension, List<MailAttachment> others) {
        String name = like + extension;
        for (int i = 2; taken(name, others); i++) {
            name = like + "-" + i + extension;
        }
        return name;
    }

    private static boolean taken(String name, List<MailAttachment> others) {
        return others.stream().anyMatch(other -> other.name().equalsIgnoreCase(name));
    }
}
