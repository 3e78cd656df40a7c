package org.opencompliance.archiver.command.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.ComponentResolver;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.encryption.Encryption;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingProblem;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;

/**
 * Runs one item through the real routes and beans. The storage area is a temporary folder, the directory and the mailboxes are in
 * memory, and requests to any other system are noted instead of sent.
 */
public final class Trial {

    private static final String MAPPING = "archiver.mapping-file";

    private final TrialOrder order;
    private final Configuration configuration;
    private final Path folder;
    private final TrialTrace trace = new TrialTrace();

    private Trial(TrialOrder order, Path folder) {
        this.order = order;
        this.folder = folder;
        Configuration local = order.configuration()
                .with("archiver.storage", "local")
                .with("archiver.storage-directory", folder.resolve("area").toString())
                .with("archiver.temporary-directory", folder.toString())
                .with("archiver.seal-key-file", "")
                .with("archiver.delivery-threads", "1")
                // no file changes during a trial
                .with("archiver.mapping-still", "0s");
        this.configuration = order.mapping() == null
                ? local
                : local.with(MAPPING, order.mapping().toString());
    }

    /**
     * Runs the item.
     *
     * @throws ConfigurationException when a file cannot be read or used, with file and line for a route file
     */
    public static TrialResult run(TrialOrder order) throws Exception {
        Path folder = Files.createTempDirectory("wechat-archiver-try-");
        try {
            return new Trial(order, folder).run();
        } finally {
            TrialItem.delete(folder);
        }
    }

    private TrialResult run() throws Exception {
        try (WatchedObjectStore store =
                        new WatchedObjectStore(LocalObjectStore.open(folder.resolve("area"), Clock.systemUTC()));
                Ledger ledger = GroupCommitLedger.open(
                        store,
                        LedgerSettings.of(configuration.required("archiver.connector"), "local"),
                        Clock.systemUTC())) {
            Path spool = Files.createDirectory(folder.resolve("spool"));
            Map<String, Object> beans =
                    new Assembly(configuration, Clock.systemUTC(), store, ledger, Membership.alone()).beans(spool);
            TrialItem item = TrialItem.read(order, configuration, spool);
            if (item.isOverFetchLimit()) {
                return item.notFetched();
            }
            item.stage(store);
            Main main = start(beans);
            try {
                return send(main.getCamelContext(), beans, item);
            } finally {
                main.stop();
            }
        }
    }

    private Main start(Map<String, Object> beans) throws Exception {
        Main main = new Main();
        TrialRoutes routes = TrialRoutes.read(
                Archiver.routes(configuration),
                order.routes(),
                configuration.properties().stringPropertyNames());
        main.setRoutesCollector(routes);
        main.setInitialProperties(properties(routes));
        main.setDefaultPropertyPlaceholderLocation("false");
        beans.forEach(main::bind);
        main.bind("trialTrace", trace);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport starting) {
                standIn(starting.getCamelContext());
            }
        });
        main.start();
        return main;
    }

    private Properties properties(TrialRoutes routes) {
        Properties properties = new Properties();
        configuration.properties().forEach((name, value) -> {
            // the options of components that have a stand-in
            if (!name.toString().startsWith("camel.component.")) {
                properties.put(name, value);
            }
        });
        properties.setProperty("camel.main.routesIncludePattern", "file:*");
        properties.setProperty(
                "camel.main.routeFilterIncludePattern",
                String.join(",", routes.reachable("import-item", "check-user-mapping")));
        properties.setProperty("camel.main.jmxEnabled", "false");
        return properties;
    }

    private void standIn(CamelContext camel) {
        ComponentResolver usual = camel.getCamelContextExtension().getContextPlugin(ComponentResolver.class);
        camel.getCamelContextExtension()
                .addContextPlugin(ComponentResolver.class, new StandIns(usual, trace, order.users()));
    }

    private TrialResult send(CamelContext camel, Map<String, Object> beans, TrialItem item) throws Exception {
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            loadMapping(template, (UserMappings) beans.get("userMappings"));
            trace.begin();
            Exchange exchange = template.send("direct:import-item", sent -> sent.setVariable("order", item.order()));
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            List<TrialOutcome> outcomes = item.outcomes(beans);
            return TrialResult.of(item.id(), trace, encryption(exchange), outcomes);
        }
    }

    /** Of the item as the routes read it; null when it is not encrypted, or cannot be read. */
    private static Encryption encryption(Exchange exchange) {
        FilteredItem read = exchange.getVariable("filtered", FilteredItem.class);
        return read == null ? null : read.item().encryption();
    }

    private void loadMapping(ProducerTemplate template, UserMappings mappings) throws IOException {
        if (!mappings.isAskedFor()) {
            return;
        }
        Path file = Path.of(configuration.text(MAPPING));
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigurationException("The mapping file " + file + " cannot be read: is the name right?");
        }
        MappingCheck check = template.requestBody("direct:check-user-mapping", content, MappingCheck.class);
        if (!check.accepted()) {
            throw new ConfigurationException("The mapping file " + file + " is refused: "
                    + check.problems().stream().map(MappingProblem::toString).collect(Collectors.joining("; ")));
        }
        mappings.accept(check);
    }
}
