package org.opencompliance.archiver.routing;

import com.azure.storage.blob.models.BlobRequestConditions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.azure.storage.blob.BlobConstants;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.opencompliance.archiver.collect.FetchedContent;
import org.opencompliance.archiver.delivery.ImportAttempt;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.StorageException;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAnswers;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** Sets the location of an original, and the write condition, for Camel's blob component. */
public final class BlobOriginals {

    private static final String FOLDER = "staged/";

    private final WatchedObjectStore store;

    public BlobOriginals(WatchedObjectStore store) {
        this.store = store;
    }

    /** Sets the container and blob name of an original. */
    public void address(Exchange exchange, StagedItem item) {
        exchange.getMessage().setHeader(BlobConstants.BLOB_NAME, item.name().substring(FOLDER.length()));
    }

    /** Prepares a write that succeeds only for a new blob; a large content is read from its file, never held in memory. */
    public void prepare(Exchange exchange, StagedItem item, FetchedContent content) throws IOException {
        Message message = exchange.getMessage();
        address(exchange, item);
        message.setHeader(BlobConstants.METADATA, item.metadata());
        message.setHeader(BlobConstants.BLOB_UPLOAD_SIZE, content.size());
        message.setHeader(BlobConstants.BLOB_REQUEST_CONDITION, new BlobRequestConditions().setIfNoneMatch("*"));
        if (content.file() == null) {
            message.setBody(content.open());
            return;
        }
        FileInputStreamCache file = new FileInputStreamCache(content.file().toFile());
        exchange.getExchangeExtension().addOnCompletion(new Closing(file::close));
        message.setBody(file);
    }

    /**
     * Whether this collection wrote the existing original in an attempt with a lost answer.
     *
     * @throws StorageException when no original exists; the message contains the service's answer
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
     * @throws StorageException always; the message has the service's code, its meaning and the required action
     */
    public void failed(String what, Throwable failure) throws StorageException {
        store.failed(what, AzureAnswers.describe(failure));
    }

    /**
     * Compares the facts of an order with those of its original, which was just opened.
     *
     * @param attempt null outside of an import
     * @throws StorageException when a first order has other facts; it returns to the queue, and its next worker reads those of the original
     */
    public void confirm(Exchange exchange, WorkOrder order, ImportAttempt attempt) throws IOException {
        if (!order.first()) {
            return;
        }
        Map<?, ?> metadata = exchange.getMessage().getHeader(BlobConstants.METADATA, Map.class);
        StagedItem item = order.item();
        if (!item.equals(original(item, metadata))) {
            store.failed("confirm an order", "its facts are not those of its original");
        }
        if (attempt != null) {
            attempt.confirm();
        }
    }

    private static StagedItem original(StagedItem item, Map<?, ?> metadata) {
        Map<String, String> facts = new TreeMap<>();
        if (metadata != null) {
            metadata.forEach((label, value) -> facts.put(label.toString(), value.toString()));
        }
        return StagedItem.of(item.connector(), new ObjectInfo(item.name(), item.size(), null, facts))
                .orElse(null);
    }

    /** The content of an original; read failures are failures of the area. */
    public InputStream read(InputStream content) {
        return store.watched(content);
    }
}
