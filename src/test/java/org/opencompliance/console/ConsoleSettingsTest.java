package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class ConsoleSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void listenOnTheLoopbackAddressByDefault() throws Exception {
        ConsoleSettings settings = ConsoleSettings.read(file("", "rw-------"));

        assertThat(settings.address().isLoopbackAddress()).isTrue();
        assertThat(settings.port()).isEqualTo(8779);
        assertThat(settings.names()).containsExactlyInAnyOrder("127.0.0.1", "localhost");
        assertThat(settings.keyStore()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "0.0.0.0", "192.168.1.1", "[2001:db8::1]"})
    void refuseAnotherAddressWithoutTls(String host) throws Exception {
        Path file = file("console.host=" + host + "\nconsole.names=archiver.example\n", "rw-------");

        assertThatThrownBy(() -> ConsoleSettings.read(file))
                .hasMessage("console.host=" + host + " is not the loopback address, so the login needs TLS: set"
                        + " console.key-store and console.key-store-password, or remove console.host");
    }

    @Test
    void answerToTheNamesAndTheAddressWithTls() throws Exception {
        ConsoleSettings settings = ConsoleSettings.read(
                file(tls("console.host=10.0.0.5\nconsole.names=archiver.example, console.example\n"), "rw-------"));

        assertThat(settings.names()).containsExactly("archiver.example", "console.example", "10.0.0.5");
        assertThat(settings.keyStore()).isPresent();
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void wantNamesForEveryAddress() throws Exception {
        Path file = file(tls("console.host=0.0.0.0\n"), "rw-------");

        assertThatThrownBy(() -> ConsoleSettings.read(file))
                .hasMessage(
                        "console.host=0.0.0.0 is every address of this machine: set console.names to the host names that"
                                + " browsers use, separated by commas");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "console.port=65536 | console.port=65536 is not a port: set 1 to 65535, or 0 for a free one",
                "console.port=http | console.port=http is not a port: set 1 to 65535, or 0 for a free one",
                "console.key-store=a.p12 | Set both console.key-store and console.key-store-password, or none of them",
                "console.prot=1 | Unknown setting console.prot: the console has console.host, console.port, console.names,"
                        + " console.key-store, console.key-store-password"
            })
    void sayWhatIsWrong(String line, String message) throws Exception {
        Path file = file(line + "\n", "rw-------");

        assertThatThrownBy(() -> ConsoleSettings.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw----r--", "rw-----w-"})
    void areReadFromNoFileOfOthers(String permissions) throws Exception {
        Path file = file("user=operator\npassword=secret\n", permissions);
        String message = "Others may read or change " + file + ", which has a password: chmod 600 " + file;

        assertThatThrownBy(() -> ConsoleSettings.read(file)).hasMessage(message);
        assertThatThrownBy(() -> Agent.of(file)).hasMessage(message);
    }

    @Test
    void areReadOnlyWithAKeyStoreOfTheOwner() throws Exception {
        Path file = file(tls(""), "rw-------");
        Files.setPosixFilePermissions(folder.resolve("console.p12"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> ConsoleSettings.read(file)).hasMessageStartingWith("Others may read or change ");
    }

    @Test
    void ofTheAgentHaveALogin() throws Exception {
        Path file = file("port=8778\n", "rw-------");

        assertThatThrownBy(() -> Agent.of(file))
                .hasMessage("Set user and password in " + file + " and restart the archiver");
        assertThat(Agent.of(file("host=0.0.0.0\nport=18778\nuser=operator\npassword=secret\n", "rw-------"))
                        .toString())
                .isEqualTo("agent http://127.0.0.1:18778/jolokia/");
    }

    private String tls(String lines) throws IOException {
        Path keyStore = folder.resolve("console.p12");
        Files.writeString(keyStore, "not read here");
        Files.setPosixFilePermissions(keyStore, PosixFilePermissions.fromString("rw-------"));
        return lines + "console.key-store=" + keyStore + "\nconsole.key-store-password=secret\n";
    }

    private Path file(String lines, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("settings.properties"), lines);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
