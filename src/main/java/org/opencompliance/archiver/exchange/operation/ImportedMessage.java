package org.opencompliance.archiver.exchange.operation;

import java.util.List;

/**
 * Where an import left its message.
 *
 * @param id the immutable id
 * @param internetMessageId its {@code Message-ID}
 * @param folderId the folder that it is in
 * @param found the ids of the messages that a look found, this one first; none when it was created
 * @param requestId the service's id of the last request
 */
public record ImportedMessage(
        String id, String internetMessageId, String folderId, List<String> found, String requestId) {

    /** Whether this call created it. */
    public boolean created() {
        return found.isEmpty();
    }
}
