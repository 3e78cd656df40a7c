package org.opencompliance.archiver.routing;

import com.azure.storage.blob.models.BlobRequestConditions;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.azure.storage.blob.BlobConstants;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.work.FetchedContent;
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

    /** An original on its way out of the area; a failure on the way is the area's. */
    public InputStream read(InputStream content) {
        return store.watched(content);
    }
}
