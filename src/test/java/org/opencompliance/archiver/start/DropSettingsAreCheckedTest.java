package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.configuration.Configuration;

class DropSettingsAreCheckedTest {

    private static final Map<String, String> GOOD = Map.of(
            "telemessage.source", "sftp",
            "telemessage.url", "sftp://drop.example:2222/outgoing",
            "telemessage.username", "archive",
            "telemessage.password", "s3cret",
            "telemessage.host-key", "ssh-ed25519 AAAAC3Nz a comment");

    private static Configuration configuration(Map<String, String> changed) {
        Map<String, String> all = new HashMap<>(GOOD);
        all.putAll(changed);
        Map<String, String> environment = new HashMap<>();
        all.forEach(
                (name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
        return Configuration.load(null, environment);
    }

    private static List<String> problems(Map<String, String> changed) {
        return new Settings(configuration(changed))
                .problems().stream()
                        .filter(problem -> problem.contains("telemessage."))
                        .toList();
    }

    private static String hostKeys(Map<String, String> changed) {
        byte[] keys = (byte[])
                new SourceSettings(configuration(changed)).endpointOptions().get("sourceHostKeys");
        return new String(keys, StandardCharsets.US_ASCII);
    }

    @Test
    void completeSettingsHaveNoProblem() {
        assertThat(problems(Map.of())).isEmpty();
    }

    @Test
    void anUnknownSourceIsRefused() {
        assertThat(problems(Map.of("telemessage.source", "ftp")))
                .anySatisfy(problem -> assertThat(problem).contains("telemessage.source", "http", "sftp"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://drop.example/outgoing",
                "sftp:/outgoing",
                "sftp://user:secret@drop.example/outgoing",
                "sftp://drop.example/outgoing?strictHostKeyChecking=no",
                "sftp://drop example"
            })
    void anAddressOfAnotherFormIsRefusedAndNotShown(String url) {
        assertThat(problems(Map.of("telemessage.url", url))).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("telemessage.url ")
                .doesNotContain("secret"));
    }

    @Test
    void aServerWithoutAHostKeyIsRefused() {
        assertThat(problems(Map.of("telemessage.host-key", "")))
                .containsExactly("telemessage.known-hosts-file or telemessage.host-key must be set: the SFTP server is"
                        + " accepted by its host key only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256:abc", "drop.example ssh-ed25519 AAAA", "ssh-ed25519"})
    void aHostKeyOfAnotherFormIsRefused(String key) {
        assertThat(problems(Map.of("telemessage.host-key", key)))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("telemessage.host-key must be"));
    }

    @Test
    void aLoginIsNeeded() {
        assertThat(problems(Map.of("telemessage.password", "", "telemessage.username", "")))
                .hasSize(2);
    }

    @Test
    void aFileThatIsNotThereIsNamedByItsProperty() {
        assertThat(problems(
                        Map.of("telemessage.private-key-file", "nowhere", "telemessage.known-hosts-file", "nowhere")))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("-file must name a file"));
    }

    @Test
    void theHostKeyCountsForTheServerOfTheAddressOnly() {
        assertThat(hostKeys(Map.of())).isEqualTo("[drop.example]:2222 ssh-ed25519 AAAAC3Nz\n");
        assertThat(hostKeys(Map.of("telemessage.url", "sftp://drop.example/outgoing")))
                .isEqualTo("drop.example ssh-ed25519 AAAAC3Nz\n");
    }

    @Test
    void aFileOfHostKeysCountsBesideTheHostKey(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("known_hosts"), "other.example ssh-rsa AAAAB3");

        assertThat(hostKeys(Map.of("telemessage.known-hosts-file", file.toString())))
                .isEqualTo("other.example ssh-rsa AAAAB3\n[drop.example]:2222 ssh-ed25519 AAAAC3Nz\n");
    }

    @Test
    void theVersionOfTheSettingsDoesNotDependOnThePassphrase() {
        assertThat(SettingsVersion.of(configuration(Map.of("telemessage.private-key-passphrase", "one"))))
                .isEqualTo(SettingsVersion.of(configuration(Map.of("telemessage.private-key-passphrase", "two"))));
    }
}
