package org.opencompliance.archiver.routes;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Progress;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.LedgerSettings;
import org.opencompliance.archiver.ledger.file.GroupCommitLedger;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.queue.IdleQueue;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.storage.FailingStore;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureMessageQueue;
import org.opencompliance.archiver.storage.azure.AzureObjectStore;
import org.opencompliance.archiver.storage.azure.AzureSettings;

/** The program with all its routes in this process, on a storage area that a test can read and disturb. */
final class ArchiverUnderTest implements AutoCloseable {

    private static final String CONNECTOR = "wechat";
    private static final String COLLECTIONS = "seda:collections?waitForTaskToComplete=Always&timeout=60000";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LedgerSettings PRODUCTION_LEDGER = LedgerSettings.of(CONNECTOR, "test");
    /** The same, but a collection does not wait for the next write several times. */
    private static final LedgerSettings FAST_LEDGER = new LedgerSettings(
            CONNECTOR,
            "test",
            Duration.ofMillis(5),
            PRODUCTION_LEDGER.maxLines(),
            PRODUCTION_LEDGER.maxBytes(),
            PRODUCTION_LEDGER.maxAppends(),
            PRODUCTION_LEDGER.maxFileBytes(),
            PRODUCTION_LEDGER.maxWaiting(),
            PRODUCTION_LEDGER.patience());

    private static final Map<String, String> QUICK = Map.ofEntries(
            Map.entry("archiver.scheduled", "false"),
            Map.entry("archiver.retry-delay", "50ms"),
            Map.entry("archiver.max-tries", "3"),
            Map.entry("archiver.storage-retry-delay-ms", "10"),
            Map.entry("archiver.storage-retries", "2"),
            Map.entry("archiver.mapping-check-every", "100ms"),
            Map.entry("archiver.mapping-still", "0s"),
            Map.entry("archiver.directory-keep-unknown", "0s"),
            Map.entry("archiver.report-every", "100ms"),
            Map.entry("archiver.requests-every", "100ms"),
            Map.entry("telemessage.retries", "2"),
            Map.entry("telemessage.retry-delay-ms", "10"),
            Map.entry("microsoft.credentials", "none"),
            Map.entry("microsoft.look-pauses", "20ms,50ms"),
            Map.entry("microsoft.look-patience", "0s"));

    private final SandboxUnderTest sandbox;
    private final FailingStore disturbed;
    private final WatchedObjectStore store;
    private final Ledger ledger;
    private final Main main = new Main();
    private final Map<String, Object> beans;

    private ArchiverUnderTest(
            SandboxUnderTest sandbox, Path directory, LedgerSettings written, Map<String, String> settings)
            throws IOException {
        this.sandbox = sandbox;
        Configuration configuration = configuration(sandbox, directory, settings);
        AzureAccount account = account(configuration);
        disturbed = new FailingStore(
                account == null
                        ? LocalObjectStore.open(directory.resolve("area"), sandbox.clock())
                        : shared(configuration, account));
        store = new WatchedObjectStore(disturbed);
        ledger = GroupCommitLedger.open(store, written, sandbox.clock());
        Membership membership = account == null ? Membership.alone() : new Membership("test", account, true);
        beans = new Assembly(configuration, sandbox.clock(), store, ledger, membership).beans(spool(directory));
        prepare(configuration);
    }

    /** Null unless the settings choose Azure Storage with a connection string. */
    private static AzureAccount account(Configuration configuration) {
        String secret = configuration.text("azure.storage-connection-string");
        return secret.isEmpty()
                ? null
                : new AzureAccount(new AzureSettings(
                        AzureSettings.Credentials.CONNECTION_STRING, "", secret, "", "", "", "area", "work"));
    }

    private static ObjectStore shared(Configuration configuration, AzureAccount account) throws IOException {
        AzureMessageQueue.create(account.queues().getQueueClient(configuration.text("azure.queue")));
        return AzureObjectStore.open(account, configuration.text("azure.container-prefix"));
    }

    /** Starts it with fast retries and without a schedule, unless the settings override this, and with a fast ledger. */
    static ArchiverUnderTest start(SandboxUnderTest sandbox, Path directory, Map<String, String> settings)
            throws Exception {
        return start(new ArchiverUnderTest(sandbox, directory, FAST_LEDGER, settings));
    }

    /** Starts it with a ledger that is written as often as in production. */
    static ArchiverUnderTest startWithLedgerOfProduction(
            SandboxUnderTest sandbox, Path directory, Map<String, String> settings) throws Exception {
        return start(new ArchiverUnderTest(sandbox, directory, PRODUCTION_LEDGER, settings));
    }

    private static ArchiverUnderTest start(ArchiverUnderTest archiver) throws Exception {
        archiver.main.start();
        return archiver;
    }

    private static Path spool(Path directory) throws IOException {
        return Files.createDirectories(directory.resolve("spool"));
    }

    private static Configuration configuration(SandboxUnderTest sandbox, Path directory, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(QUICK);
        all.put("telemessage.url", sandbox.site().url().toString());
        all.put("telemessage.username", sandbox.site().username());
        all.put("telemessage.password", sandbox.site().password());
        all.put("microsoft.service-url", sandbox.tenant().url().toString());
        all.put("archiver.storage-directory", directory.resolve("area").toString());
        all.putAll(settings);
        Map<String, String> environment = new HashMap<>();
        all.forEach(
                (name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
        return Configuration.load(null, environment);
    }

    private void prepare(Configuration configuration) {
        Properties properties = configuration.properties();
        properties.setProperty("camel.main.jmxEnabled", "false");
        properties.setProperty("camel.main.shutdownTimeout", "5");
        // the consumers of a queue notice a start and a stop only between two polls, a second apart by default
        properties.setProperty("camel.component.seda.defaultPollTimeout", "50");
        properties.setProperty("camel.component.microsoft-exchange.troublePause", "50");
        properties.setProperty(
                "camel.main.routesIncludePattern",
                "file:" + configuration.text("archiver.routes-directory") + "/*.camel.yaml");
        main.setInitialProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        beans.forEach(main::bind);
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    <T> T bean(String name, Class<T> type) {
        return type.cast(beans.get(name));
    }

    /** The storage area; a test can make some of its writes fail. */
    FailingStore disturbed() {
        return disturbed;
    }

    /** Runs a scheduled collection now, a minute after the last one. */
    Collection collect() {
        return collect(Map.of());
    }

    /** Runs a collection that an operator requests. */
    Collection collect(Instant from, Instant to) {
        return collect(Map.of("archiverFrom", from, "archiverTo", to, "archiverBy", "a person"));
    }

    /** The schedule's reason why no collection can start. */
    String whyNot() {
        return request(Map.of(), String.class);
    }

    private Collection collect(Map<String, Object> headers) {
        return request(headers, Collection.class);
    }

    private <T> T request(Map<String, Object> headers, Class<T> answer) {
        sandbox.clock().advance(Duration.ofMinutes(1));
        try (ProducerTemplate template = context().createProducerTemplate()) {
            return template.requestBodyAndHeaders(COLLECTIONS, null, headers, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects the day of a scene and waits until all work is done. */
    Collection collectAndImport(Scene scene) {
        Collection collection = collect(scene.from(), scene.to());
        awaitIdle();
        return collection;
    }

    /** Replays dead letters; null for any reason. */
    void replay(String reason) {
        replay(reason, null);
    }

    /** Replays one item. */
    void replayItem(String id) {
        replay(null, id);
    }

    private void replay(String reason, String item) {
        Map<String, Object> headers = new HashMap<>();
        headers.put("archiverReason", reason);
        headers.put("archiverItem", item);
        headers.put("archiverBy", "a person");
        try (ProducerTemplate template = context().createProducerTemplate()) {
            template.requestBodyAndHeaders("direct:replay-dead-letters", null, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until no work order is left, including delayed ones. */
    void awaitIdle() {
        WorkQueue queue = bean("workQueue", WorkQueue.class);
        await().atMost(PATIENCE).until(() -> IdleQueue.is(queue));
    }

    /** Progress of the schedule, null before the first window. */
    Instant completedTo() throws IOException {
        return bean("windows", Windows.class)
                .progress()
                .map(Progress::completedTo)
                .orElse(null);
    }

    /** The open dead letters of an item. */
    List<DeadLetter> letters(String id) {
        return letters().stream()
                .filter(letter -> letter.listed().id().equals(id))
                .toList();
    }

    /** All open dead letters. */
    List<DeadLetter> letters() {
        try {
            return bean("deadLetters", DeadLetters.class).list(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The work record of an item; empty when it does not exist. */
    Optional<WorkRecord> record(String id) {
        JsonObjects<WorkRecord> records = new JsonObjects<>(store, WorkRecord.class);
        try (var names = store.list("work/" + CONNECTOR + "/")) {
            for (ObjectInfo info : names.toList()) {
                WorkRecord record = records.read(info.name()).orElseThrow().value();
                if (record.item().id().equals(id)) {
                    return Optional.of(record);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Number of objects with a prefix. */
    long stored(String prefix) throws IOException {
        try (var names = store.list(prefix)) {
            return names.count();
        }
    }

    /** The ledger lines of a type. */
    List<LedgerLine> ledger(EventType type) {
        ledger.flush().join();
        Instant now = sandbox.clock().instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try (var lines = new LedgerReader(store, CONNECTOR).lines(today.minusDays(30), today)) {
            return lines.filter(line -> line.is(type)).toList();
        }
    }

    @Override
    public void close() throws IOException {
        disturbed.recover();
        QuickStop.endPoll(context());
        main.stop();
        ledger.close();
        store.close();
    }
}
