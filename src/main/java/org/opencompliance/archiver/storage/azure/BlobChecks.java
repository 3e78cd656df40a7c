package org.opencompliance.archiver.storage.azure;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.util.Optional;

/** Accepts a refused request only if its answer shows the expected state of the blob; any other answer is a failure. */
final class BlobChecks {

    private BlobChecks() {}

    /**
     * Requires that the blob exists: when the answer does not show it, requests its properties. An unwritten object
     * must never count as present.
     */
    static void requireThere(BlobClient blob, BlobStorageException answer) throws IOException {
        BlobRefusal refusal = BlobRefusal.of(answer);
        if (refusal == BlobRefusal.THERE || refusal == BlobRefusal.CHANGED) {
            return;
        }
        if (!refusal.isSilent()) {
            throw AzureCall.failure(answer);
        }
        if (properties(blob).isEmpty()) {
            throw refusal.refused(answer);
        }
    }

    /** Requires a failed condition: only it shows that another writer was first. */
    static void requireUnwritten(BlobStorageException answer) throws IOException {
        BlobRefusal refusal = BlobRefusal.of(answer);
        if (refusal == BlobRefusal.CHANGED || refusal == BlobRefusal.MISSING) {
            return;
        }
        if (refusal == BlobRefusal.OUTAGE) {
            throw AzureCall.failure(answer);
        }
        throw refusal.refused(answer);
    }

    /** Empty when the blob does not exist; throws for any other answer. */
    static <T> Optional<T> absent(BlobStorageException answer) throws IOException {
        BlobRefusal refusal = BlobRefusal.of(answer);
        if (refusal == BlobRefusal.MISSING) {
            return Optional.empty();
        }
        throw refusal == BlobRefusal.OUTAGE ? AzureCall.failure(answer) : refusal.refused(answer);
    }

    /** The properties of a blob, empty when it does not exist. */
    static Optional<BlobProperties> properties(BlobClient blob) throws IOException {
        try {
            return Optional.of(AzureCall.blob(blob::getProperties));
        } catch (BlobStorageException e) {
            return absent(e);
        }
    }
}
