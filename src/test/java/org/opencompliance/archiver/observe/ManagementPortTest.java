package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;

/** The address of health checks and metrics. */
class ManagementPortTest {

    private static Sandbox sandbox;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSandbox() {
        sandbox = Sandbox.start(OneItem.day());
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @Test
    void isLoopbackUnlessSet() {
        Configuration defaults = Configuration.load(null, Map.of());

        assertThat(ManagementPort.of(defaults).orElseThrow().properties())
                .containsEntry("camel.management.host", "127.0.0.1")
                .containsEntry("camel.management.port", "9876");
    }

    @Test
    void isSetByTheEnvironmentToo() {
        Configuration set = Configuration.load(
                null, Map.of("ARCHIVER_MANAGEMENT_PORT", "1234", "ARCHIVER_MANAGEMENT_HOST", "0.0.0.0"));

        assertThat(ManagementPort.of(set).orElseThrow().properties())
                .containsEntry("camel.management.host", "0.0.0.0")
                .containsEntry("camel.management.port", "1234");
    }

    @Test
    void isRefusedWhenItIsNone() {
        Configuration wrong = Configuration.load(null, Map.of("ARCHIVER_MANAGEMENT_PORT", "70000"));

        assertThatThrownBy(() -> ManagementPort.of(wrong))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("archiver.management-port");
    }

    /** Camel itself would continue, and monitoring would have no data. */
    @Test
    void stopsTheStartWhenSomebodyElseHasIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Configuration configuration = configuration(String.valueOf(taken.getLocalPort()));

            assertThatThrownBy(() -> Archiver.start(configuration, Archiver.Mode.SCHEDULED))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("free it");
        }
        assertThat(ProgramInThisJvm.left()).isEmpty();
    }

    @Test
    void isNoneWhenItIsEmpty() throws Exception {
        try (Archiver archiver = Archiver.start(configuration(""), Archiver.Mode.SCHEDULED)) {
            assertThat(archiver.context().hasService(VertxPlatformHttpServer.class))
                    .isNull();
        }
    }

    /** A command must not take the port of a running archiver. */
    @Test
    void isNotForCommands() throws Exception {
        try (Archiver archiver = Archiver.start(configuration("0"), Archiver.Mode.ON_DEMAND)) {
            assertThat(archiver.context().hasService(VertxPlatformHttpServer.class))
                    .isNull();
            assertThat(ProgramInThisJvm.left()).isEmpty();
        }
    }

    private Configuration configuration(String port) throws Exception {
        new ArchiverProcess(folder)
                .configure(sandbox, Map.of("archiver.management-port", port, "archiver.scheduled", "false"));
        return Configuration.load(folder.resolve("application.properties"), Map.of());
    }
}
