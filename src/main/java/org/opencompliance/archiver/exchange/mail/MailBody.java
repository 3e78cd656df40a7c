package org.opencompliance.archiver.exchange.mail;

/**
 * The part of a mail that a reader sees first.
 *
 * @param html whether the content is HTML; plain text otherwise
 * @param content the decoded characters, up to the limit of the parser
 */
public record MailBody(boolean html, String content) {

    /** A mail without a text part. */
    public static final MailBody EMPTY = new MailBody(false, "");
}
