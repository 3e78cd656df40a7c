package org.opencompliance.archiver.crash;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureObjectStore;
import org.opencompliance.archiver.storage.azure.AzureSettings;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;
import org.opencompliance.sandbox.storage.Azurite;

/**
 * A storage area in the emulator that several processes use while a test reads it.
 *
 * @param name unique name of its containers and its queue
 */
record StorageUnderTrial(Azurite azurite, String name) {

    static StorageUnderTrial in(Azurite azurite) {
        return new StorageUnderTrial(azurite, azurite.freshName());
    }

    /** The storage properties for the program's configuration. */
    Map<String, String> settings() {
        return Map.of(
                "archiver.storage",
                "azure",
                "azure.storage-credentials",
                "connection-string",
                "azure.storage-account",
                Azurite.ACCOUNT,
                "azure.storage-connection-string",
                azurite.connectionString(),
                "azure.container-prefix",
                name,
                "azure.queue",
                queue());
    }

    /** Opens it to read it and to add requests. */
    ObjectStore attach() throws IOException {
        return AzureObjectStore.open(account(), name);
    }

    /** Sends a message to the work queue. */
    void send(String message) {
        account().queues().getQueueClient(queue()).sendMessage(message);
    }

    /** Stops it for the given time and starts it again. */
    void fail(long millis) throws IOException, InterruptedException {
        azurite.stop();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        azurite.start();
    }

    private String queue() {
        return name + "-work";
    }

    private AzureAccount account() {
        return new AzureAccount(new AzureSettings(
                Credentials.CONNECTION_STRING, Azurite.ACCOUNT, azurite.connectionString(), "", "", "", name, queue()));
    }
}
