package org.opencompliance.archiver.routing;

import com.azure.storage.blob.models.BlobRequestConditions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.azure.storage.blob.BlobConstants;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.opencompliance.archiver.collect.FetchedContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAnswers;
import org.opencompliance.archiver.work.StagedItem;

/** Says Camel's blob component where an original is, and under which condition to write it. */
public final class BlobOriginals {

    private static final String FOLDER = "staged/";

    private final WatchedObjectStore store;

    public BlobOriginals(WatchedObjectStore store) {
        this.store = store;
    }

    /** Where an original is in its container. */
    public void address(Exchange exchange, StagedItem item) {
        exchange.getMessage().setHeader(BlobConstants.BLOB_NAME, item.name().substring(FOLDER.length()));
    }

    /** To be written only where nothing is; the content is read from its file, never held in memory. */
    public void prepare(Exchange exchange, StagedItem item, FetchedContent content) {
        Message message = exchange.getMessage();
        address(exchange, item);
        message.setHeader(BlobConstants.METADATA, item.metadata());
        message.setHeader(BlobConstants.BLOB_UPLOAD_SIZE, content.size());
        message.setHeader(BlobConstants.BLOB_REQUEST_CONDITION, new BlobRequestConditions().setIfNoneMatch("*"));
        FileInputStreamCache file = new FileInputStreamCache(content.file().toFile());
        exchange.getExchangeExtension().addOnCompletion(new Closing(file::close));
        message.setBody(file);
    }

    /**
     * An original was not written: whether what is there was written by this collection, whose answer was lost.
     *
     * @throws StorageException when nothing is there; the message has what the service answered
     */
    public boolean isOurs(StagedItem item, Throwable answer) throws IOException {
        Optional<ObjectInfo> there = store.info(item.name());
        if (there.isEmpty()) {
            failed("write an original", answer);
        }
        return there.filter(info -> Originals.isOf(item, info)).isPresent();
    }

    /**
     * The service answered with an error, or not at all.
     *
     * @throws StorageException always; the message has the service's code, what it means and what to do
     */
    public void failed(String what, Throwable failure) throws StorageException {
        store.failed(what, AzureAnswers.describe(failure));
    }

    /** An original on its way out of the area; a failure on the way is the area's. */
    public InputStream read(InputStream content) {
        return store.watched(content);
    }
}
