package org.opencompliance.archiver.storage.azure;

/**
 * Location and credentials of an area in Azure Storage.
 *
 * @param credentials the kind of login
 * @param account the storage account; may be empty for a connection string, which contains it
 * @param secret the connection string or the SAS, empty for an identity
 * @param clientId a user-assigned identity, empty for the identity of the environment
 * @param blobEndpoint empty = the default endpoint of the account
 * @param queueEndpoint empty = the default endpoint of the account
 * @param containerPrefix prefix of the container names
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

    /** The kind of login. */
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

    /** Omits the secret. */
    @Override
    public String toString() {
        return "AzureSettings[" + credentials + ", " + account + ", " + containerPrefix + ", " + queue + "]";
    }
}
