package org.opencompliance.archiver.exchange.mail;

/**
 * One field of the header of a mail.
 *
 * @param name as written, case kept
 * @param value unfolded and decoded, in one line, without surrounding space
 */
public record MailHeader(String name, String value) {}
