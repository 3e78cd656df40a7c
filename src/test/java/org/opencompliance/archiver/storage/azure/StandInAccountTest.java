package org.opencompliance.archiver.storage.azure;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.ObjectStoreContract;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;
import org.opencompliance.sandbox.storage.StorageAccount;

/** The sandbox's account answers as the emulator does, so that a count of its requests is one of the service's. */
class StandInAccountTest extends ObjectStoreContract {

    private static final List<String> FOLDERS =
            List.of("a", "ab", "b", "dead-letters", "ledger", "staged", "state", "work");

    private final StorageAccount account = StorageAccount.start();
    private AzureObjectStore store;

    @BeforeEach
    void open() throws IOException {
        AzureSettings settings = new AzureSettings(
                Credentials.CONNECTION_STRING, "", account.connectionString(), "", "", "", "area", "work");
        store = AzureObjectStore.open(new AzureAccount(settings), "area", FOLDERS);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }
}
