package org.opencompliance.archiver.exchange.operation;

/**
 * Where an import left its message.
 *
 * @param id the immutable id
 * @param internetMessageId its {@code Message-ID}
 * @param folderId the folder that it is in
 * @param created false when a look found it
 * @param requestId the service's id of the last request
 */
public record ImportedMessage(
        String id, String internetMessageId, String folderId, boolean created, String requestId) {}
