package org.opencompliance.archiver.exchange.operation;

/**
 * A message to compare.
 *
 * @param planned what an import would get; its fence and look are not used
 * @param messageId the id that the message had after the import, or null
 * @param content whether to compare the body and the contents of attachments too
 */
public record VerifyOrder(ImportOrder planned, String messageId, boolean content) {}
