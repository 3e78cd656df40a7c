package org.opencompliance.archiver.storage.azure;

/**
 * Where an area in Azure Storage is and who may use it.
 *
 * @param credentials how to log in
 * @param account the storage account; may be empty for a connection string, which names it
 * @param secret the connection string or the SAS, empty for an identity
 * @param clientId a user-assigned identity, empty for the one of the environment
 * @param blobEndpoint empty = the account's
 * @param queueEndpoint empty = the account's
 * @param containerPrefix of the containers' names
 * @param queue the name of the work queue
 */
public record AzureSettings(
        Credentials credentials,
        String account,
        String secret,
        String clientId,
        String blobEndpoint,
        String queueEndpoint,
        String containerPrefix,
        String queue) {

    /** How to log in. */
    public enum Credentials {
        CONNECTION_STRING,
        SAS,
        WORKLOAD_IDENTITY,
        MANAGED_IDENTITY
    }

    String blobAddress() {
        return blobEndpoint.isEmpty() ? "https://" + account + ".blob.core.windows.net" : blobEndpoint;
    }

    String queueAddress() {
        return queueEndpoint.isEmpty() ? "https://" + account + ".queue.core.windows.net" : queueEndpoint;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AzureSettings[" + credentials + ", " + account + ", " + containerPrefix + ", " + queue + "]";
    }
}
