package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.opencompliance.console.ConsoleHttp.exec;
import static org.opencompliance.console.ConsoleHttp.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The three lines of the page attach Hawtio to the packaged program, with a login and the policy of the agent. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class AttachedConsoleIT {

    private static final String COLLECTOR = "org.opencompliance.archiver:type=Collector";
    private static final String USER = "operator";

    @TempDir
    private static Path folder;

    private static AttachedArchiver archiver;
    private static String password;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("target/bin/archiver")), "There is no package here, or no shell");
        archiver = AttachedArchiver.start(folder);
        password = archiver.settings().getProperty("password");
    }

    @AfterAll
    static void stop() throws Exception {
        if (archiver != null) {
            archiver.close();
        }
    }

    @Test
    void showsTheArchiverToTheUserOfTheAgent() throws Exception {
        ConsoleHttp http = ConsoleHttp.of(archiver.url(), USER, password);

        assertThat(http.jolokia(read(COLLECTOR)).at("/value/State").asText()).isNotEmpty();
        assertThat(http.jolokia(exec(COLLECTOR, "pause()")).path("status").asInt())
                .isEqualTo(200);
        JsonNode collector = http.jolokia(read(COLLECTOR)).path("value");
        assertThat(collector.path("State").asText()).isEqualTo("paused");
        assertThat(collector.path("Paused").asText()).endsWith(" by " + USER);
    }

    @Test
    void keepsThePolicyOfTheAgent() throws Exception {
        ConsoleHttp http = ConsoleHttp.of(archiver.url(), USER, password);
        JsonNode dump = http.jolokia(
                exec("com.sun.management:type=HotSpotDiagnostic", "dumpHeap", folder.resolve("heap"), true));

        assertThat(dump.path("status").asInt()).isEqualTo(403);
        assertThat(folder.resolve("heap")).doesNotExist();
    }

    @Test
    void letsInNobodyElse() throws Exception {
        ConsoleHttp stranger = ConsoleHttp.of(archiver.url(), USER, password + "x");

        assertThat(stranger.ask(Map.of("type", "version")).statusCode()).isEqualTo(403);
        assertThat(stranger.getWithoutLogin("/jolokia").statusCode()).isEqualTo(403);
        assertThat(stranger.getWithoutLogin("/jolokia/list").statusCode()).isEqualTo(403);
        assertThat(ConsoleHttp.of(archiver.url(), USER, password)
                        .get("/proxy/http/127.0.0.1/1/")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void keepsTheLoginFromOtherAccounts() throws Exception {
        assertThat(Files.getPosixFilePermissions(archiver.agentSettings())).hasSize(2);
        assertThat(password).hasSize(24);
    }
}
