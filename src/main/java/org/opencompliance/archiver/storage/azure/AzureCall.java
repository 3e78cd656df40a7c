package org.opencompliance.archiver.storage.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.queue.models.QueueStorageException;
import java.io.IOException;

/**
 * Translates failures of the service. SDK exceptions stop here because their messages may contain addresses with signatures.
 *
 * @param <T> the result
 */
@FunctionalInterface
interface AzureCall<T> {

    T make() throws IOException;

    /**
     * Runs a call.
     *
     * @throws BlobStorageException when the service answered with an error
     * @throws IOException when the answer is missing or incomplete
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

    /** The failure with the codes of the service only, without text of the service or the SDK. */
    static IOException failure(RuntimeException failure) {
        return new IOException(describe(failure));
    }

    /** A description of the failure without any data of the request. */
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
