package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencompliance.sandbox.drop.DropServer;

class DropLoginRouteTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            value = {"none", "p4ss & phrase"},
            nullValues = "none")
    void aPrivateKeyLogsIn(String passphrase) throws Exception {
        KeyPair pair = DropServer.newKey();
        Path key = DropServer.writeKey(pair, passphrase, directory.resolve("id"));
        Map<String, String> settings = Map.of(
                "telemessage.password",
                "",
                "telemessage.private-key-file",
                key.toString(),
                "telemessage.private-key-passphrase",
                passphrase == null ? "" : passphrase);
        try (DropUnderTest drop = new DropUnderTest(directory, settings)) {
            drop.server().accept(pair.getPublic());
            drop.put(1, drop.zip("one"));

            assertThat(drop.collectAndImport().incomplete()).isNull();

            assertThat(drop.scene().archived("ann")).hasSize(1);
            assertThat(drop.server().logins()).isZero();
        }
    }

    @Test
    void aRefusedLoginIsNotRepeatedAndShowsNoSecret() throws Exception {
        try (DropUnderTest drop = new DropUnderTest(directory, Map.of("telemessage.password", "wr0ng"))) {
            drop.put(1, drop.zip("one"));

            assertThat(drop.collectAndImport().incomplete())
                    .contains("refused the login", "telemessage.password")
                    .doesNotContain("wr0ng");

            assertThat(drop.server().logins()).isEqualTo(1);
        }
    }

    @Test
    void anUnknownHostKeyIsRefusedBeforeTheLogin() throws Exception {
        String other = DropServer.publicKey(DropServer.newKey().getPublic());
        try (DropUnderTest drop = new DropUnderTest(directory, Map.of("telemessage.host-key", other))) {
            drop.put(1, drop.zip("one"));

            assertThat(drop.collectAndImport().incomplete())
                    .contains("host key", "compare its fingerprint", "telemessage.known-hosts-file");

            assertThat(drop.server().logins()).isZero();
        }
    }

    @Test
    void aServerThatIsNotInTheFileIsUnknown() throws Exception {
        Path hosts = Files.writeString(directory.resolve("known_hosts"), "other.example ssh-ed25519 AAAA\n");
        Map<String, String> settings =
                Map.of("telemessage.host-key", "", "telemessage.known-hosts-file", hosts.toString());
        try (DropUnderTest drop = new DropUnderTest(directory, settings)) {
            assertThat(drop.collectAndImport().incomplete()).contains("a host key that is not known");

            assertThat(hosts).hasContent("other.example ssh-ed25519 AAAA\n");
        }
    }

    @Test
    void theAddressOfTheEndpointHasNoSecret() throws Exception {
        try (DropUnderTest drop = new DropUnderTest(directory, Map.of())) {
            drop.put(1, drop.zip("one"));
            drop.collectAndImport();

            assertThat(drop.archiver().context().getEndpoints())
                    .extracting(Endpoint::getEndpointUri)
                    .filteredOn(uri -> uri.startsWith("sftp"))
                    .isNotEmpty()
                    .allSatisfy(uri -> assertThat(uri)
                            .contains("strictHostKeyChecking=yes")
                            .doesNotContain("p+%w", "p%2B"));
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() throws Exception {
        try (DropUnderTest drop = new DropUnderTest(directory, Map.of())) {
            Files.delete(drop.server().folder());

            assertThat(drop.collectAndImport().incomplete()).contains("check the directory of telemessage.url");
        }
    }
}
