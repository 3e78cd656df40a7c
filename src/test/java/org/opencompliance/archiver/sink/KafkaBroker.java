package org.opencompliance.archiver.sink;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.opencompliance.archiver.exchange.support.TestKeys;

/**
 * A broker in this process, on loopback addresses, with the limits of a broker as installed. Clients log in over TLS; it keeps
 * its ports and its records while it is down. A test reads it without a login.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final String NODE = "1";
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final Path folder;
    private final TestKeys keys;
    private final int controller;
    private final int inside;
    private final int clients;
    private KafkaRaftServer server;

    /** Makes a broker that does not run yet. */
    public KafkaBroker(Path folder) throws Exception {
        this.folder = folder;
        this.keys = TestKeys.make(folder, "broker");
        int[] ports = ports();
        if (ports.length < 3) {
            throw new IOException("There are no three free ports from " + LOWEST_PORT + " to " + HIGHEST_PORT);
        }
        this.controller = ports[0];
        this.inside = ports[1];
        this.clients = ports[2];
        String records = folder.resolve("records").toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(NODE))
                .addDirectory(records)
                .setMetadataLogDirectory(records)
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    /** Three free ports below the ephemeral ranges of the operating systems, so they stay free while the broker is down. */
    private static int[] ports() {
        return new Random()
                .ints(LOWEST_PORT, HIGHEST_PORT)
                .limit(1_000)
                .distinct()
                .filter(KafkaBroker::isFree)
                .limit(3)
                .toArray();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The address for clients with a login. */
    public String address() {
        return "127.0.0.1:" + clients;
    }

    /** The file with the certificate of the broker, for clients. */
    public Path certificate() throws Exception {
        return keys.pem();
    }

    /** Waits for its ports first: the process would end if one was taken. */
    public void start() {
        await().until(() -> isFree(controller) && isFree(inside) && isFree(clients));
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings()), Time.SYSTEM);
        server.startup();
    }

    public void stop() {
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", NODE,
                "controller.quorum.voters", NODE + "@127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "INSIDE",
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,INSIDE:PLAINTEXT,CLIENTS:SASL_SSL",
                "listeners",
                        "CONTROLLER://127.0.0.1:%d,INSIDE://127.0.0.1:%d,CLIENTS://127.0.0.1:%d"
                                .formatted(controller, inside, clients),
                "log.dirs", folder.resolve("records").toString(),
                "auto.create.topics.enable", "false"));
        settings.putAll(Map.of(
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.clients.plain.sasl.jaas.config",
                MODULE + "user_archiver=\"the-password\";",
                "ssl.keystore.location",
                keys.pfx().toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                TestKeys.PASSWORD));
        settings.putAll(small());
        return settings;
    }

    /** Little memory and few threads, and no pause at a stop. */
    private static Map<String, String> small() {
        return Map.of(
                "log.cleaner.dedupe.buffer.size", "2097152",
                "log.cleaner.io.buffer.size", "65536",
                "num.network.threads", "1",
                "num.io.threads", "2",
                "background.threads", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1");
    }

    /** Makes a topic with one partition. */
    public void create(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + inside))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    /** All records of a topic that {@link #create} made, in order. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        TopicPartition only = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + inside),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
        }
        return read;
    }

    @Override
    public void close() {
        if (server != null) {
            stop();
        }
    }
}
