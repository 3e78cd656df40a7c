package org.opencompliance.archiver.storage.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.storage.ObjectNames;

/**
 * The containers of an area: one for each first segment of a name, so that originals and ledger can be made immutable
 * separately. The other segments are the blob name.
 */
final class Containers {

    private final Map<String, BlobContainerClient> clients = new TreeMap<>();

    /**
     * @param prefix prefix of the container names
     * @param folders the allowed first segments
     */
    Containers(BlobServiceClient service, String prefix, List<String> folders) {
        folders.forEach(folder -> clients.put(folder, service.getBlobContainerClient(prefix + "-" + folder)));
    }

    /** A container and the name of a blob in it. */
    record Place(BlobContainerClient container, String name) {}

    /**
     * The container and blob of an object.
     *
     * @throws IllegalArgumentException when the name is invalid, or no container exists for it
     */
    Place place(String name) {
        ObjectNames.requireName(name);
        int slash = name.indexOf('/');
        String folder = slash < 0 ? name : name.substring(0, slash);
        BlobContainerClient container = clients.get(folder);
        if (container == null || slash < 0) {
            throw new IllegalArgumentException("There is no container for objects in " + folder);
        }
        return new Place(container, name.substring(slash + 1));
    }

    /** The first segments that match a prefix, in order. */
    List<String> folders(String prefix) {
        int slash = prefix.indexOf('/');
        return slash < 0
                ? clients.keySet().stream()
                        .filter(folder -> folder.startsWith(prefix))
                        .toList()
                : clients.keySet().stream()
                        .filter(prefix.substring(0, slash)::equals)
                        .toList();
    }

    BlobContainerClient of(String folder) {
        return clients.get(folder);
    }

    /**
     * Creates the missing containers; public access stays off, the default.
     *
     * @throws IOException when a container is missing and may not be created, or the service does not answer
     */
    void make() throws IOException {
        for (BlobContainerClient container : clients.values()) {
            try {
                AzureCall.blob(() -> {
                    container.createIfNotExists();
                    return container;
                });
            } catch (BlobStorageException e) {
                if (!exists(container)) {
                    throw new IOException("The container " + container.getBlobContainerName()
                            + " is missing and could not be created: " + AzureCall.describe(e));
                }
            }
        }
    }

    /** An identity without permission to create containers can still use existing ones. */
    private static boolean exists(BlobContainerClient container) throws IOException {
        try {
            return AzureCall.blob(() -> container
                    .listBlobs(new ListBlobsOptions().setMaxResultsPerPage(1), null)
                    .iterableByPage()
                    .iterator()
                    .hasNext());
        } catch (BlobStorageException e) {
            if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode())) {
                return false;
            }
            throw AzureCall.failure(e);
        }
    }
}
