package org.opencompliance.archiver.exchange.operation;

import java.util.List;

/**
 * The message that an import created or found.
 *
 * @param id the immutable id
 * @param internetMessageId its {@code Message-ID}
 * @param folderId the folder of the message
 * @param found the ids of the messages that a lookup found, this one first; empty if the import created it
 * @param requestId the service's id of the last request
 */
public record ImportedMessage(
        String id, String internetMessageId, String folderId, List<String> found, String requestId) {

    /** Whether this import created the message. */
    public boolean created() {
        return found.isEmpty();
    }
}
