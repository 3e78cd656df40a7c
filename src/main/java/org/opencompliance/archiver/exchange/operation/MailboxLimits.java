package org.opencompliance.archiver.exchange.operation;

/**
 * The limits for each mailbox.
 *
 * @param requests the maximum of concurrent requests
 * @param looks the maximum of messages that one request looks for
 */
public record MailboxLimits(int requests, int looks) {}
