package org.opencompliance.archiver.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.routing.ItemCopies;
import org.opencompliance.archiver.sink.CopyBacklog;
import org.opencompliance.archiver.sink.KafkaBroker;
import org.opencompliance.archiver.sink.SecondPlacePage;
import org.opencompliance.sandbox.site.SiteItem;

/** Runs the example of the page with its steps and its login, against a broker with the limits of a broker as installed. */
@Timeout(120)
class CopyItemToTopicRouteIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int COPIERS = 4;
    private static final int OVER_A_RECORD = 1_500_000;
    private static final int NEARLY_A_RECORD = 890_000;

    private final SandboxUnderTest sandbox = new SandboxUnderTest();
    private final Scene scene = sandbox.scene();

    @TempDir
    private static Path brokers;

    private static KafkaBroker broker;

    @TempDir
    private Path directory;

    private Path certificate;
    private String topic;
    private ArchiverUnderTest archiver;

    @BeforeAll
    static void startTheBroker() throws Exception {
        broker = new KafkaBroker(brokers);
        broker.start();
    }

    @AfterAll
    static void stopTheBroker() {
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        certificate = directory.resolve("authority.pem");
        topic = test.getTestMethod().orElseThrow().getName();
        broker.create(topic);
        Map<String, String> shown = SecondPlacePage.settings("kafka:");
        archiver = ArchiverUnderTest.start(
                sandbox,
                directory,
                Map.of(
                        "archiver.routes-directory", routes(shown).toString(),
                        "archiver.copy-items", shown.get("archiver.copy-items"),
                        "archiver.copy-facts", shown.get("archiver.copy-facts"),
                        "archiver.copy-to", withTheBroker(shown),
                        "archiver.copiers", Integer.toString(COPIERS),
                        "archiver.copy-every", "20ms",
                        "archiver.copy-retry-delay", "20ms",
                        "archiver.copy-max-retry-delay", "100ms"));
    }

    /** The endpoint of the page, which gives up a broker that is down after half a second. */
    private String withTheBroker(Map<String, String> shown) {
        return shown.get("archiver.copy-to")
                        .replace("wechat-originals", topic)
                        .replace("broker.example.com:9093", broker.address())
                        .replace("{{copies.jaas}}", shown.get("copies.jaas"))
                        .replaceAll("(maxBlock|requestTimeout|deliveryTimeout)Ms=\\d+", "$1Ms=500")
                + "&reconnectBackoffMaxMs=200&sslTruststoreType=PEM&sslTruststoreLocation=" + certificate;
    }

    /** The routes with the steps of the page, and its properties in place of their names. */
    private Path routes(Map<String, String> example) throws Exception {
        Path routes = Files.createDirectory(directory.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        SecondPlacePage.putStepsOfTheTopic(routes);
        Path changed = routes.resolve("copy-item.camel.yaml");
        String text = Files.readString(changed);
        Files.writeString(
                changed,
                text.replace("{{copies.largest-record}}", example.get("copies.largest-record"))
                        .replace(
                                "{{copies.large-to}}",
                                example.get("copies.large-to").replace("/mnt/", directory + "/")));
        return routes;
    }

    @AfterEach
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    /** Lets the pauses pass until this number of originals waits: counted now, as the figure may be older than the latest one. */
    private void awaitWaiting(long originals) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            pass();
            assertThat(archiver.bean("copyBacklog", CopyBacklog.class).count().waiting())
                    .isEqualTo(originals);
        });
    }

    private void awaitFailure(String failure) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            pass();
            assertThat(copies().lastFailure()).isEqualTo("The copy failed: " + failure);
        });
    }

    private void pass() {
        sandbox.clock().advance(Duration.ofSeconds(1));
    }

    private ItemCopies copies() {
        return archiver.bean("itemCopies", ItemCopies.class);
    }

    private void trustTheBroker() throws Exception {
        Files.copy(broker.certificate(), certificate);
    }

    /** The latest record of each original, by its fact with this name. */
    private Map<String, ConsumerRecord<String, byte[]>> records(String fact) {
        return broker.records(topic).stream()
                .collect(Collectors.toMap(
                        record -> headers(record).get(fact), record -> record, (earlier, later) -> later));
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        return Stream.of(record.headers().toArray())
                .collect(Collectors.toMap(Header::key, header -> new String(header.value(), UTF_8)));
    }

    @Test
    void anOriginalWaitsUntilThePlaceIsReachedAndIsThenARecordWithItsFacts() throws Exception {
        SiteItem item = scene.item("one", "ben");
        scene.add(item);
        archiver.collectAndImport(scene);
        assertThat(scene.archived("ben")).hasSize(1);
        awaitFailure("KafkaException");

        trustTheBroker();
        awaitWaiting(0);

        ConsumerRecord<String, byte[]> record = records("Archiver-Item-Id").get("scene1%2Fone");
        assertThat(record.key()).startsWith("wechat/2026/11/18/scene1%2Fone.").endsWith(".eml");
        assertThat(Sha256.hex(record.value())).isEqualTo(item.listed().sha256());
        assertThat(headers(record))
                .containsOnlyKeys(
                        "Archiver-Archived-At",
                        "Archiver-Connector",
                        "Archiver-Day",
                        "Archiver-Item-Id",
                        "Archiver-Object",
                        "Archiver-Run",
                        "Archiver-Sha256",
                        "Archiver-Size",
                        "Archiver-Type",
                        "Content-Type")
                .containsEntry("Archiver-Sha256", item.listed().sha256())
                .containsEntry("Content-Type", "message/rfc822");
    }

    @Test
    void whileTheBrokerIsDownEverythingIsImportedAndAfterwardsEverythingIsInTheTopic() throws Exception {
        trustTheBroker();
        scene.add("first");
        archiver.collectAndImport(scene);
        awaitWaiting(0);
        broker.stop();

        List<String> ids = scene.add(40);
        archiver.collectAndImport(scene);

        assertThat(scene.archived("ben")).hasSize(1 + ids.size());
        awaitWaiting(ids.size());
        Set<Integer> atOnce = new TreeSet<>();
        await().atMost(PATIENCE).until(() -> {
            pass();
            atOnce.add(archiver.context().getInflightRepository().size("copy-original"));
            return copies().failures() >= 3 * COPIERS;
        });
        assertThat(atOnce).as("originals in memory").allMatch(originals -> originals <= COPIERS);
        assertThat(copies().lastFailure()).isEqualTo("The copy failed: TimeoutException");

        broker.start();

        awaitWaiting(0);
        assertThat(records("Archiver-Item-Id")).hasSize(1 + ids.size());
    }

    @Test
    void anOriginalThatIsTooLargeForARecordIsElsewhereAndItsRecordHasTheFacts() throws Exception {
        trustTheBroker();
        SiteItem large = scene.item("over", "ben", OVER_A_RECORD);
        SiteItem largest = scene.item("under", "ben", NEARLY_A_RECORD);
        scene.add(large);
        scene.add(largest);

        archiver.collectAndImport(scene);

        awaitWaiting(0);
        Map<String, ConsumerRecord<String, byte[]>> records = records("Archiver-Sha256");
        ConsumerRecord<String, byte[]> reference = records.get(large.listed().sha256());
        assertThat(headers(reference)).containsEntry("Content-Type", "application/json");
        assertThat(new String(reference.value(), UTF_8))
                .contains("\"sha256\":\"" + large.listed().sha256() + "\"");
        Path elsewhere = directory.resolve("large-originals").resolve(reference.key());
        assertThat(Sha256.hex(Files.readAllBytes(elsewhere)))
                .isEqualTo(large.listed().sha256());
        assertThat(Sha256.hex(records.get(largest.listed().sha256()).value()))
                .isEqualTo(largest.listed().sha256());
    }
}
