package org.opencompliance.archiver.storage.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.queue.models.QueueStorageException;
import java.io.IOException;

/**
 * What the service's failures mean here. The SDK's exceptions end at this place: their texts may hold addresses with signatures.
 *
 * @param <T> what is asked for
 */
@FunctionalInterface
interface AzureCall<T> {

    T make() throws IOException;

    /**
     * Makes a call.
     *
     * @throws BlobStorageException when the service answered with an error
     * @throws IOException when it did not answer, or not to the end
     */
    static <T> T blob(AzureCall<T> call) throws IOException {
        try {
            return call.make();
        } catch (BlobStorageException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** The failure without anything that the service or the SDK says, but for its codes. */
    static IOException failure(RuntimeException failure) {
        return new IOException(describe(failure));
    }

    /** What came back, in words that hold nothing of the request. */
    static String describe(Throwable failure) {
        if (failure instanceof BlobStorageException answer) {
            return "Azure Storage answered " + answer.getStatusCode() + " " + answer.getErrorCode();
        }
        if (failure instanceof QueueStorageException answer) {
            return "Azure Storage answered " + answer.getStatusCode() + " " + answer.getErrorCode();
        }
        if (failure instanceof HttpResponseException answer && answer.getResponse() != null) {
            return "Azure answered " + answer.getResponse().getStatusCode();
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return "Azure Storage did not answer: " + root.getClass().getSimpleName();
    }
}
