package org.opencompliance.archiver.exchange.mail;

/**
 * One mailbox of an address field.
 *
 * @param name the decoded display name, empty when there is none
 * @param address the addr-spec as written, empty when there is none
 */
public record MailAddress(String name, String address) {}
