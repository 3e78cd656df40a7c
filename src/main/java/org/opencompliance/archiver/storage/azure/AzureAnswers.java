package org.opencompliance.archiver.storage.azure;

import com.azure.storage.blob.models.BlobStorageException;

/** Describes answers of the storage service for callers outside this package. */
public final class AzureAnswers {

    private AzureAnswers() {}

    /** A description without any data of the request: the service's code, its meaning and the required action. */
    public static String describe(Throwable failure) {
        if (failure instanceof BlobStorageException answer) {
            BlobRefusal refusal = BlobRefusal.of(answer);
            return refusal == BlobRefusal.OUTAGE ? AzureCall.describe(answer) : refusal.describe(answer);
        }
        return AzureCall.describe(failure);
    }
}
