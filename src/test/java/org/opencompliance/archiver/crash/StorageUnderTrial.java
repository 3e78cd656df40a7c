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
 * A storage area in an emulator that processes of the program share while a test looks into it.
 *
 * @param name of its containers and its queue, which nobody else has
 */
record StorageUnderTrial(Azurite azurite, String name) {

    static StorageUnderTrial in(Azurite azurite) {
        return new StorageUnderTrial(azurite, azurite.freshName());
    }

    /** What the program's configuration says of it. */
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

    /** Opens it to read, and to leave requests there. */
    ObjectStore attach() throws IOException {
        return AzureObjectStore.open(account(), name);
    }

    /** Puts a message into the work queue. */
    void send(String message) {
        account().queues().getQueueClient(queue()).sendMessage(message);
    }

    /** Takes it away and gives it back after a while. */
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
