package org.opencompliance.archiver.collect.mail;

import java.nio.file.Path;

/**
 * How mails are read.
 *
 * @param folder where mails are kept while they are staged
 * @param fetchLimit the largest mail in bytes; a larger one is parked
 * @param pageSize most items in flight
 * @param mostAtOnce most mails of a scheduled collection; the next one takes the others
 */
public record MailSettings(Path folder, long fetchLimit, int pageSize, int mostAtOnce) {}
