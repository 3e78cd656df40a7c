package org.opencompliance.archiver.storage.azure;

import com.azure.storage.blob.models.BlobItem;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** A listing that fetches its pages on demand; a failed page throws an {@link UncheckedIOException}. */
final class BlobIterator implements Iterator<BlobItem> {

    private final Iterator<BlobItem> blobs;

    BlobIterator(Iterator<BlobItem> blobs) {
        this.blobs = blobs;
    }

    @Override
    public boolean hasNext() {
        try {
            return blobs.hasNext();
        } catch (RuntimeException e) {
            throw new UncheckedIOException(AzureCall.failure(e));
        }
    }

    @Override
    public BlobItem next() {
        return blobs.next();
    }
}
