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
 * The containers of an area: one for each first segment of a name, so that originals and ledger can be made immutable without the
 * rest. The blob's name is what follows.
 */
final class Containers {

    private final Map<String, BlobContainerClient> clients = new TreeMap<>();

    /**
     * @param prefix of the containers' names
     * @param folders the first segments that names may have
     */
    Containers(BlobServiceClient service, String prefix, List<String> folders) {
        folders.forEach(folder -> clients.put(folder, service.getBlobContainerClient(prefix + "-" + folder)));
    }

    /** A blob's container and its name there. */
    record Place(BlobContainerClient container, String name) {}

    /**
     * Where an object is.
     *
     * @throws IllegalArgumentException when it is not the name of an object, or no container is for it
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

    /** The first segments that a prefix leaves possible, in order. */
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
     * Makes the containers that are missing; without public access, as they are by default and stay.
     *
     * @throws IOException when one is missing and may not be made, or the service cannot be asked
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
                            + " is missing and could not be made: " + AzureCall.describe(e));
                }
            }
        }
    }

    /** An identity that may not make containers can still use the ones that are there. */
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
