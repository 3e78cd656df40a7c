package org.opencompliance.archiver.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.lead.StoredLeadership;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.ledger.seal.SealKeys;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureMessageQueue;
import org.opencompliance.archiver.storage.azure.AzureObjectStore;
import org.opencompliance.archiver.storage.azure.AzureSettings;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;

/** Opens the storage area that the configuration names. */
public final class StorageArea {

    static final Set<String> KINDS = Set.of("azure", "local");
    static final Set<String> CREDENTIALS = Set.of("connection-string", "sas", "workload-identity", "managed-identity");

    private static final String LOCAL_WRITER = "local";
    /** A write to a directory costs no money, and an item in flight waits for it. */
    private static final Duration LOCAL_PAUSE = Duration.ofMillis(25);

    private static final String SEAL_KEY = "archiver.seal-key-file";

    private StorageArea() {}

    /** Whether processes share the area. */
    public static boolean isShared(Configuration configuration) {
        return configuration.choice("archiver.storage", KINDS).equals("azure");
    }

    /** The account of a shared area, null for a directory. */
    static AzureAccount account(Configuration configuration) {
        return isShared(configuration) ? new AzureAccount(settings(configuration)) : null;
    }

    /** Opens the area to work on it; creates missing parts of a shared area. */
    public static WatchedObjectStore open(Configuration configuration, AzureAccount account) throws IOException {
        if (account == null) {
            try (LocalObjectStore area = openDirectory(directory(configuration))) {
                return handle(configuration, area);
            }
        }
        AzureMessageQueue.create(account.queues().getQueueClient(configuration.required("azure.queue")));
        return new WatchedObjectStore(azure(configuration, account));
    }

    /** Opens a directory for all connectors of this process. */
    public static LocalObjectStore openDirectory(Path directory) throws IOException {
        return LocalObjectStore.open(directory, Clock.systemUTC());
    }

    /** The handle of a connector in an open directory. */
    public static WatchedObjectStore handle(Configuration configuration, LocalObjectStore area) throws IOException {
        return new WatchedObjectStore(area.share(configuration.required("archiver.connector")));
    }

    /** Opens an area with a running archiver, to leave a request or to read. */
    public static ObjectStore attach(Configuration configuration) throws IOException {
        AzureAccount account = account(configuration);
        if (account != null) {
            return azure(configuration, account);
        }
        return LocalObjectStore.attach(existing(configuration), Clock.systemUTC());
    }

    private static Path existing(Configuration configuration) {
        Path directory = directory(configuration);
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException("There is no storage area at " + directory.toAbsolutePath()
                    + ": set archiver.storage-directory to the archiver's, or run the archiver once");
        }
        return directory;
    }

    /** As {@link #look}, for an area that exists. */
    static ObjectStore lookAtExisting(Configuration configuration) {
        if (!isShared(configuration)) {
            existing(configuration);
        }
        return look(configuration);
    }

    /** Opens an area only to read it, also next to a running archiver; creates nothing. A directory may be missing. */
    public static ObjectStore look(Configuration configuration) {
        AzureAccount account = account(configuration);
        return account == null
                ? LocalObjectStore.look(directory(configuration), Clock.systemUTC())
                : AzureObjectStore.look(account, configuration.required("azure.container-prefix"));
    }

    /** Whether an archiver of the connector runs on the area, which executes requests: of a shared area, its leader. */
    public static boolean isServed(Configuration configuration) throws IOException {
        if (!isShared(configuration)) {
            return LocalObjectStore.isOpen(directory(configuration), configuration.required("archiver.connector"));
        }
        try (ObjectStore store = attach(configuration)) {
            return StoredLeadership.isTaken(store, configuration.required("archiver.connector"));
        }
    }

    /** The kind and the location of the area, for messages. */
    public static String describe(Configuration configuration) {
        return isShared(configuration)
                ? "Azure Storage, containers " + configuration.text("azure.container-prefix") + "-*, queue "
                        + configuration.text("azure.queue")
                : directory(configuration).toAbsolutePath().toString();
    }

    /** @param member name of this process among those that share the area */
    static Ledger ledger(Configuration configuration, ObjectStore store, String member) {
        return GroupCommitLedger.open(store, ledgerSettings(configuration, member), Clock.systemUTC());
    }

    static LedgerSettings ledgerSettings(Configuration configuration, String member) {
        String connector = configuration.required("archiver.connector");
        return isShared(configuration)
                ? LedgerSettings.of(connector, member)
                : LedgerSettings.of(connector, LOCAL_WRITER).withPause(LOCAL_PAUSE);
    }

    /**
     * The keys of the ledger's seals.
     *
     * @throws ConfigurationException when the configured key cannot be used
     */
    public static SealKeys sealKeys(Configuration configuration, ObjectStore store) {
        String file = configuration.text(SEAL_KEY);
        Set<String> earlier = Stream.of(
                        configuration.text("archiver.seal-trusted-keys").split(","))
                .map(fingerprint -> fingerprint.strip().toLowerCase(Locale.ROOT))
                .filter(fingerprint -> !fingerprint.isEmpty())
                .collect(Collectors.toSet());
        try {
            String pem = file.isEmpty() ? "" : Files.readString(Path.of(file), StandardCharsets.US_ASCII);
            return new SealKeys(store, configuration.required("archiver.connector"), pem, earlier);
        } catch (IOException e) {
            throw new ConfigurationException(SEAL_KEY + " names a file that cannot be read: " + file);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(SEAL_KEY + ": the file " + file + " is " + e.getMessage()
                    + "; make one with openssl genpkey" + " -algorithm ed25519");
        }
    }

    static AzureSettings settings(Configuration configuration) {
        Credentials credentials = Credentials.valueOf(configuration
                .choice("azure.storage-credentials", CREDENTIALS)
                .toUpperCase(Locale.ROOT)
                .replace('-', '_'));
        return new AzureSettings(
                credentials,
                configuration.text("azure.storage-account"),
                secret(configuration, credentials),
                configuration.text("azure.storage-client-id"),
                configuration.text("azure.blob-endpoint"),
                configuration.text("azure.queue-endpoint"),
                configuration.required("azure.container-prefix"),
                configuration.required("azure.queue"));
    }

    private static String secret(Configuration configuration, Credentials credentials) {
        return switch (credentials) {
            case CONNECTION_STRING -> configuration.required("azure.storage-connection-string");
            case SAS -> configuration.required("azure.storage-sas");
            default -> "";
        };
    }

    private static ObjectStore azure(Configuration configuration, AzureAccount account) throws IOException {
        return AzureObjectStore.open(account, configuration.required("azure.container-prefix"));
    }

    /** The directory of a local area. */
    public static Path directory(Configuration configuration) {
        return Path.of(configuration.required("archiver.storage-directory"));
    }
}
