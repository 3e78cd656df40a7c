package org.opencompliance.archiver.routing.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.routing.check.context.CamelSchema;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureSettings;
import org.opencompliance.archiver.storage.azure.AzureSettings.Credentials;

/** A context with the beans and settings of the program, which starts nothing and reaches no network. */
public final class ProgramContext implements AutoCloseable {

    /** No server listens at this address. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    /** The settings of a drop as the source. */
    public static final Map<String, String> DROP = Map.of(
            "telemessage.source", "sftp",
            "telemessage.url", "sftp://127.0.0.1:1/outgoing",
            "telemessage.host-key", "ssh-ed25519 AAAA");

    /** The settings of a mail drop as the source. */
    public static final Map<String, String> MAILS =
            Map.of("telemessage.source", "mail", "telemessage.url", "imap://127.0.0.1:1/INBOX");

    private static final String CONNECTION = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint="
            + NOWHERE + "/a;QueueEndpoint=" + NOWHERE + "/a;";
    private static final String POOL = "camel.threadpool.config[";

    private static final CamelSchema SCHEMA = CamelSchema.load();

    private final WatchedObjectStore store;
    private final Ledger ledger;
    private final Configuration configuration;
    private final CamelContext camel = new DefaultCamelContext();

    /** @param storage as the setting {@code archiver.storage} */
    public ProgramContext(Path folder, String storage) throws IOException {
        this(folder, storage, Map.of());
    }

    /**
     * A context with other settings.
     *
     * @param storage as the setting {@code archiver.storage}
     */
    public ProgramContext(Path folder, String storage, Map<String, String> settings) throws IOException {
        Map<String, String> values = new TreeMap<>(Map.of(
                "telemessage.url",
                NOWHERE,
                "telemessage.username",
                "admin",
                "telemessage.password",
                "s3cret",
                "archiver.storage",
                storage,
                "archiver.copy-items",
                "true"));
        values.putAll(Map.of(
                "archiver.notice-url",
                NOWHERE,
                "archiver.notice-mail-to",
                "operator@contoso.example",
                "archiver.notice-smtp-host",
                "127.0.0.1"));
        values.putAll(settings);
        if (storage.equals("azure")) {
            values.put("azure.storage-account", "a");
        }
        List<String> lines = values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
        configuration = Configuration.load(Files.write(folder.resolve("own.properties"), lines), Map.of());
        store = new WatchedObjectStore(LocalObjectStore.open(folder.resolve("area"), Clock.systemUTC()));
        ledger = GroupCommitLedger.open(store, LedgerSettings.of("wechat", "test"), Clock.systemUTC());
        fill(folder, storage);
    }

    private void fill(Path folder, String storage) throws IOException {
        camel.getPropertiesComponent().setInitialProperties(configuration.properties());
        Membership membership = Membership.alone();
        if (storage.equals("azure")) {
            AzureAccount account = new AzureAccount(
                    new AzureSettings(Credentials.CONNECTION_STRING, "", CONNECTION, "", "", "", "area", "area"));
            membership = new Membership("test", account, false);
        }
        Assembly assembly = new Assembly(configuration, Clock.systemUTC(), store, ledger, membership);
        assembly.beans(folder).forEach(camel.getRegistry()::bind);
        configuration.properties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(POOL))
                .map(name -> name.substring(POOL.length(), name.indexOf(']')))
                .forEach(name ->
                        camel.getExecutorServiceManager().registerThreadPoolProfile(new ThreadPoolProfile(name)));
    }

    public CamelContext camel() {
        return camel;
    }

    /** The errors in one file of a folder; cheaper than all findings. */
    List<Finding> errors(RouteFolder routes, RouteFile file) {
        RouteContext context = new RouteContext(camel, Map.of(), Set.of());
        Set<String> settings = configuration.properties().stringPropertyNames();
        return new RouteRules(routes, context, SCHEMA, settings)
                .required().stream()
                        .flatMap(rule -> rule.findings(file).stream())
                        .filter(Finding::isError)
                        .toList();
    }

    /** All findings in a folder. */
    public List<Finding> findings(RouteFolder routes) {
        RouteContext context = new RouteContext(camel, Map.of(), Set.of());
        return new RouteCheck(context, configuration.properties().stringPropertyNames()).findings(routes);
    }

    @Override
    public void close() throws IOException {
        camel.stop();
        ledger.close();
        store.close();
    }
}
