package org.opencompliance.archiver.collect.mail;

/**
 * What a folder or a mailbox had.
 *
 * @param mails number of mails
 * @param others number of entries of the folder that are ignored
 * @param beside number of files that end in {@code .eml} beside the folders of a maildir, which are not read
 * @param kind {@code folder}, {@code maildir} or {@code mailbox}
 */
public record MailLook(int mails, int others, int beside, String kind) {}
