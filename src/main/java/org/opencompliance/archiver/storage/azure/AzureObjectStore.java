package org.opencompliance.archiver.storage.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.AppendBlobRequestConditions;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ConsistentReadControl;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.AppendBlobCreateOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.specialized.AppendBlobClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectNames;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/**
 * The storage area in blob containers, for any number of processes. Conditional requests decide which writer is first;
 * logs are append blobs. The version of an object contains its ETag and the metadata that each overwrite repeats.
 *
 * <p>Requests are not retried. When an answer is lost, the caller gets an exception and the effect is unknown.
 */
public final class AzureObjectStore implements ObjectStore {

    /** The first segments of the names in an area; each has a container. */
    public static final List<String> FOLDERS = List.of("dead-letters", "ledger", "reports", "staged", "state", "work");

    private static final String ANY = "*";
    /** Number of blobs that one request lists: the most that the service returns. */
    private static final int PAGE = 5000;

    private final Containers containers;
    private final ServerClock clock;

    private AzureObjectStore(Containers containers, ServerClock clock) {
        this.containers = containers;
        this.clock = clock;
    }

    /**
     * Opens an area; creates missing containers if the identity may.
     *
     * @throws IOException when the service does not answer, or a container is missing and cannot be created
     */
    public static AzureObjectStore open(AzureAccount account, String prefix) throws IOException {
        return open(account, prefix, FOLDERS);
    }

    /** Opens an area only to read it; its containers exist. */
    public static AzureObjectStore look(AzureAccount account, String prefix) {
        return new AzureObjectStore(new Containers(account.blobs(), prefix, FOLDERS), account.clock());
    }

    /** Opens an area with other folders. */
    static AzureObjectStore open(AzureAccount account, String prefix, List<String> folders) throws IOException {
        Containers containers = new Containers(account.blobs(), prefix, folders);
        containers.make();
        return new AzureObjectStore(containers, account.clock());
    }

    @Override
    public Optional<String> create(String name, ObjectContent content) throws IOException {
        ObjectNames.requireMetadata(content.metadata());
        BlobRequestConditions absent = new BlobRequestConditions().setIfNoneMatch(ANY);
        BlobClient blob = blob(name);
        try (SizedStream in = new SizedStream(content.source().open(), content.size())) {
            return upload(blob, in, content.metadata(), absent);
        } catch (BlobStorageException e) {
            BlobChecks.requireThere(blob, e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<StoredObject> read(String name) throws IOException {
        BlobClient blob = blob(name);
        try {
            BlobDownloadContentResponse answer =
                    AzureCall.blob(() -> blob.downloadContentWithResponse(null, null, null, Context.NONE));
            String eTag = answer.getDeserializedHeaders().getETag();
            Map<String, String> metadata = answer.getDeserializedHeaders().getMetadata();
            byte[] content = answer.getValue().toBytes();
            return Optional.of(new StoredObject(name, content, new BlobVersion(eTag, metadata).text()));
        } catch (BlobStorageException e) {
            return BlobChecks.absent(e);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return open(name, new BlobInputStreamOptions().setBlockSize(BlockUpload.BLOCK));
    }

    /** One request, with no more data than asked for. */
    @Override
    public byte[] readPart(String name, long position, int length) throws IOException {
        BlobRange range = new BlobRange(position, (long) length);
        BlobInputStreamOptions part =
                new BlobInputStreamOptions().setRange(range).setBlockSize(length);
        try (InputStream in = open(name, part)) {
            return in.readNBytes(length);
        }
    }

    private InputStream open(String name, BlobInputStreamOptions options) throws IOException {
        BlobClient blob = blob(name);
        // a log grows while it is read, and every other object that is read in parts is written once
        options.setConsistentReadControl(ConsistentReadControl.NONE);
        try {
            return AzureCall.blob(() -> blob.openInputStream(options));
        } catch (BlobStorageException e) {
            BlobChecks.absent(e);
            throw new NoSuchFileException(name);
        }
    }

    @Override
    public Optional<ObjectInfo> info(String name) throws IOException {
        return BlobChecks.properties(blob(name)).map(found -> {
            Instant modified = found.getLastModified().toInstant();
            return new ObjectInfo(name, found.getBlobSize(), modified, metadata(found.getMetadata()));
        });
    }

    @Override
    public Optional<String> replace(String name, byte[] content, String expectedVersion) throws IOException {
        Optional<BlobVersion> expected = BlobVersion.parse(expectedVersion);
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        BlobRequestConditions unchanged =
                new BlobRequestConditions().setIfMatch(expected.get().eTag());
        InputStream in = new ByteArrayInputStream(content);
        try {
            return upload(blob(name), in, expected.get().metadata(), unchanged);
        } catch (BlobStorageException e) {
            BlobChecks.requireUnwritten(e);
            return Optional.empty();
        }
    }

    @Override
    public boolean append(String name, byte[] bytes, long position) throws IOException {
        BlobClient blob = blob(name);
        if (position == 0) {
            begin(blob);
        }
        AppendBlobClient log = blob.getAppendBlobClient();
        AppendBlobRequestConditions end = new AppendBlobRequestConditions().setAppendPosition(position);
        try {
            AzureCall.blob(() -> log.appendBlockWithResponse(
                    new ByteArrayInputStream(bytes), bytes.length, null, end, null, Context.NONE));
            return true;
        } catch (BlobStorageException e) {
            BlobChecks.requireUnwritten(e);
            return false;
        }
    }

    /** An existing blob can come from an earlier attempt with a lost answer: the append position shows it. */
    private static void begin(BlobClient blob) throws IOException {
        AppendBlobCreateOptions absent =
                new AppendBlobCreateOptions().setRequestConditions(new BlobRequestConditions().setIfNoneMatch(ANY));
        try {
            AzureCall.blob(() -> blob.getAppendBlobClient().createWithResponse(absent, null, Context.NONE));
        } catch (BlobStorageException e) {
            BlobChecks.requireThere(blob, e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Objects created while the stream is consumed may or may not be in it. A read failure throws an {@link
     * UncheckedIOException}.
     */
    @Override
    public Stream<ObjectInfo> list(String prefix) {
        ObjectNames.requirePrefix(prefix);
        return containers.folders(prefix).stream().flatMap(folder -> list(folder, prefix));
    }

    private Stream<ObjectInfo> list(String folder, String prefix) {
        int slash = prefix.indexOf('/');
        ListBlobsOptions options = new ListBlobsOptions()
                .setPrefix(slash < 0 ? null : prefix.substring(slash + 1))
                .setMaxResultsPerPage(PAGE)
                .setDetails(new BlobListDetails().setRetrieveMetadata(true));
        var found =
                new BlobIterator(containers.of(folder).listBlobs(options, null).iterator());
        return StreamSupport.stream(((Iterable<BlobItem>) () -> found).spliterator(), false)
                .map(blob -> info(folder, blob));
    }

    private static ObjectInfo info(String folder, BlobItem blob) {
        long size = blob.getProperties().getContentLength();
        Instant modified = blob.getProperties().getLastModified().toInstant();
        return new ObjectInfo(folder + "/" + blob.getName(), size, modified, metadata(blob.getMetadata()));
    }

    @Override
    public Instant now() throws IOException {
        if (!clock.isKnown()) {
            info("state/now");
        }
        return clock.now();
    }

    /** The clients need no closing. */
    @Override
    public void close() {
        // nothing to release: all resources end with the process
    }

    private static Optional<String> upload(
            BlobClient blob, InputStream in, Map<String, String> metadata, BlobRequestConditions conditions)
            throws IOException {
        String eTag = new BlockUpload(blob.getBlockBlobClient(), metadata, conditions).write(in);
        return Optional.of(new BlobVersion(eTag, metadata).text());
    }

    private BlobClient blob(String name) {
        Containers.Place place = containers.place(name);
        return place.container().getBlobClient(place.name());
    }

    private static Map<String, String> metadata(Map<String, String> metadata) {
        return metadata == null ? Map.of() : Map.copyOf(metadata);
    }
}
