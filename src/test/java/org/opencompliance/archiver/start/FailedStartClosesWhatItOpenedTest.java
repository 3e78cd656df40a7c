package org.opencompliance.archiver.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.StorageBusyException;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** A start that fails at any point leaves nothing open: no lock, no folder, no thread, no MBean. */
class FailedStartClosesWhatItOpenedTest {

    private static final String DOMAIN = "org.opencompliance.archiver";
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Sandbox sandbox;

    @TempDir
    private Path folder;

    private Configuration configuration;
    private Path area;
    private Set<Long> before;
    private Set<ObjectName> foreign = Set.of();

    @BeforeAll
    static void startSandbox() {
        sandbox = Sandbox.start(
                SampleDay.on(LocalDate.parse("2026-11-21")).odd(false).items(1).make());
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @BeforeEach
    void configure() throws Exception {
        ArchiverProcess process = new ArchiverProcess(folder);
        process.configure(sandbox, Map.of("archiver.scheduled", "false", "archiver.management-port", "0"));
        configuration = Configuration.load(folder.resolve("application.properties"), Map.of());
        area = process.area();
        before = threads().map(Thread::getId).collect(Collectors.toSet());
    }

    private void fails(Configuration changed, Class<? extends Exception> type) throws Exception {
        assertThatThrownBy(() -> Archiver.start(changed, Archiver.Mode.SCHEDULED))
                .isInstanceOf(type);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(left()).isEmpty());
        assertThat(SERVER.queryNames(new ObjectName(DOMAIN + ":*"), null)).isSubsetOf(foreign);
    }

    private void leavesTheAreaFree() throws IOException {
        try (Stream<Path> there = Files.list(area)) {
            assertThat(there.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".wechat-archiver-"));
        }
        LocalObjectStore.open(area, Clock.systemUTC()).close();
    }

    private List<String> left() {
        return threads()
                .filter(thread -> !before.contains(thread.getId()))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("awaitility"))
                .toList();
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream();
    }

    private void store(String name, String content) throws IOException {
        try (LocalObjectStore store = LocalObjectStore.open(area, Clock.systemUTC())) {
            store.create(name, ObjectContent.of(content.getBytes(UTF_8)));
        }
    }

    private Path routes(String... files) throws IOException {
        Path routes = Files.createDirectory(folder.resolve("own-routes"));
        for (String file : files) {
            Files.writeString(routes.resolve(file), "- route:\n    id: x\n    from:\n      uri: no-such-component:x\n");
        }
        return routes;
    }

    @Test
    void atTheSettings() throws Exception {
        fails(configuration.with("archiver.window", "never"), ConfigurationException.class);

        assertThat(area).doesNotExist();
    }

    @Test
    void atAnAreaInUse() throws Exception {
        try (LocalObjectStore other = LocalObjectStore.open(area, Clock.systemUTC())) {
            fails(configuration, StorageBusyException.class);
        }

        leavesTheAreaFree();
    }

    @Test
    void atTheTemporaryFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        fails(configuration.with("archiver.temporary-directory", file + "/below"), IOException.class);

        leavesTheAreaFree();
    }

    @Test
    void atTheLedger() throws Exception {
        fails(configuration.with("archiver.connector", "we chat"), IllegalArgumentException.class);

        leavesTheAreaFree();
    }

    @Test
    void atTheBeans() throws Exception {
        store("state/wechat/born.json", "nothing");

        fails(configuration, IOException.class);

        leavesTheAreaFree();
    }

    @Test
    void atAFolderWithoutRoutes() throws Exception {
        fails(configuration.with("archiver.routes-directory", folder + "/missing"), ConfigurationException.class);
        leavesTheAreaFree();

        fails(configuration.with("archiver.routes-directory", routes().toString()), ConfigurationException.class);
        leavesTheAreaFree();
    }

    @Test
    void atAPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fails(
                    configuration.with("archiver.management-port", "" + taken.getLocalPort()),
                    ConfigurationException.class);
        }

        leavesTheAreaFree();
    }

    /** The routes run already when the MBeans are registered. */
    @Test
    void atTheMBeans() throws Exception {
        ObjectName name = new ObjectName(DOMAIN, "type", "Items");
        foreign = Set.of(name);
        Stubborn stubborn = new Stubborn();
        SERVER.registerMBean(stubborn, name);
        try {
            fails(configuration, JMException.class);
        } finally {
            stubborn.stays = false;
            SERVER.unregisterMBean(name);
        }

        leavesTheAreaFree();
    }

    /** An MBean. */
    public interface StubbornMBean {}

    /** Does not make room for another of its name. */
    public static final class Stubborn implements StubbornMBean, MBeanRegistration {

        private boolean stays = true;

        @Override
        public ObjectName preRegister(MBeanServer server, ObjectName name) {
            return name;
        }

        @Override
        public void postRegister(Boolean done) {
            // nothing to do
        }

        @Override
        public void preDeregister() throws Exception {
            if (stays) {
                throw new IOException("stays");
            }
        }

        @Override
        public void postDeregister() {
            // nothing to do
        }
    }

    @Test
    void atARouteThatDoesNotStart() throws Exception {
        fails(
                configuration.with(
                        "archiver.routes-directory", routes("x.camel.yaml").toString()),
                Exception.class);

        leavesTheAreaFree();
    }
}
