package org.opencompliance.archiver.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureObjectStore;
import org.opencompliance.archiver.storage.azure.AzureSettings;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;
import org.opencompliance.sandbox.storage.Azurite;

/** A storage area that processes of the program work on while a test looks into it. */
interface StorageUnderTrial {

    /** What the program's configuration says of it. */
    Map<String, String> settings();

    /** Opens it to read, and to leave requests there. */
    ObjectStore attach() throws IOException;

    /** Takes it away and gives it back after a while; without effect on one that cannot fail. */
    default void fail(long millis) throws IOException, InterruptedException {}

    /** A directory, which only one process can have. */
    static StorageUnderTrial local(Path directory) {
        return new StorageUnderTrial() {
            @Override
            public Map<String, String> settings() {
                return Map.of("archiver.storage-directory", directory.toString());
            }

            @Override
            public ObjectStore attach() throws IOException {
                return LocalObjectStore.attach(directory, Clock.systemUTC());
            }
        };
    }

    /** Containers and a queue of their own in an emulator, which any number of processes can share. */
    static StorageUnderTrial azure(Azurite azurite) {
        String name = azurite.freshName();
        return new StorageUnderTrial() {
            @Override
            public Map<String, String> settings() {
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
                        name + "-work");
            }

            @Override
            public ObjectStore attach() throws IOException {
                AzureSettings settings = new AzureSettings(
                        Credentials.CONNECTION_STRING,
                        Azurite.ACCOUNT,
                        azurite.connectionString(),
                        "",
                        "",
                        "",
                        name,
                        name + "-work");
                return AzureObjectStore.open(new AzureAccount(settings), name);
            }

            @Override
            public void fail(long millis) throws IOException, InterruptedException {
                azurite.stop();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
                azurite.start();
            }
        };
    }
}
