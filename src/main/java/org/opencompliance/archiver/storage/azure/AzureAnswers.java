package org.opencompliance.archiver.storage.azure;

import com.azure.storage.blob.models.BlobStorageException;

/** What answers of the storage service mean, for those who ask it by other means than this package. */
public final class AzureAnswers {

    private AzureAnswers() {}

    /** A failure in words that hold nothing of the request: the service's code, what it means and what to do. */
    public static String describe(Throwable failure) {
        if (failure instanceof BlobStorageException answer) {
            BlobRefusal refusal = BlobRefusal.of(answer);
            return refusal == BlobRefusal.OUTAGE ? AzureCall.describe(answer) : refusal.describe(answer);
        }
        return AzureCall.describe(failure);
    }
}
