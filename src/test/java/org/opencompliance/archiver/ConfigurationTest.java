package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;

class ConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void bringsADefaultForEverything() {
        Configuration configuration = Configuration.load(null, Map.of());

        assertThat(configuration.text("archiver.folder")).isEqualTo("WeChat Archiver");
        assertThat(configuration.size("archiver.size-limit")).isEqualTo(10 * 1_048_576);
        assertThat(configuration.flag("archiver.scheduled")).isTrue();
        assertThat(configuration.time("archiver.collect-from")).isNull();
    }

    @Test
    void prefersTheEnvironmentToTheFileAndTheFileToTheDefault() throws IOException {
        Path file = file("archiver.size-limit=20MB\narchiver.folder=Archiv\u00fc\n");

        Configuration configuration = Configuration.load(file, Map.of("ARCHIVER_SIZE_LIMIT", "30MB"));

        assertThat(configuration.size("archiver.size-limit")).isEqualTo(30 * 1_048_576);
        assertThat(configuration.text("archiver.folder")).isEqualTo("Archiv\u00fc");
        assertThat(configuration.number("archiver.page-size", 1)).isEqualTo(500);
    }

    @Test
    void takesMountedFoldersOverTheFileAndTheEnvironmentOverThem() throws IOException {
        Path settings = mounted("settings", Map.of("archiver.size-limit", "20MB", "archiver.page-size", "100\n"));
        Path secrets =
                mounted("secrets", Map.of("telemessage.password", "p%+w&x)d:\u5bc6\n", "archiver.page-size", "200"));
        Path file = file("archiver.size-limit=30MB\narchiver.folder=Mine\n");
        Map<String, String> environment =
                Map.of("ARCHIVER_SETTINGS_DIRECTORIES", settings + ", " + secrets, "ARCHIVER_SIZE_LIMIT", "40MB");

        Configuration configuration = Configuration.load(file, environment);

        assertThat(configuration.text("telemessage.password")).isEqualTo("p%+w&x)d:\u5bc6");
        assertThat(configuration.properties()).containsEntry("telemessage.password", "p%+w&x)d:\u5bc6");
        assertThat(configuration.number("archiver.page-size", 1)).isEqualTo(200);
        assertThat(configuration.size("archiver.size-limit")).isEqualTo(40 * 1_048_576);
        assertThat(configuration.text("archiver.folder")).isEqualTo("Mine");
    }

    @Test
    void refusesAMountedFolderThatIsMissingOrNamesWhatThereIsNot() throws IOException {
        Path mistaken = mounted("settings", Map.of("archiver.pagesize", "100"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(null, Map.of("ARCHIVER_SETTINGS_DIRECTORIES", "" + mistaken)))
                .withMessageContaining("archiver.pagesize (did you mean archiver.page-size?)")
                .withMessageContaining(mistaken.toString());
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(null, Map.of("ARCHIVER_SETTINGS_DIRECTORIES", "/not/there")))
                .withMessageContaining("/not/there");
    }

    @Test
    void namesThePropertiesOfEarlierVersionsAndWorksWithoutThem() throws IOException {
        Path settings = mounted("settings", Map.of("archiver.cluster", "kubernetes", "kubernetes.namespace", "here"));
        Map<String, String> environment = Map.of(
                "ARCHIVER_SETTINGS_DIRECTORIES", settings.toString(), "KUBERNETES_LEASE_NAME", "wechat-archiver");

        Configuration configuration = Configuration.load(file("archiver.cluster=storage\n"), environment);

        assertThat(configuration.advice())
                .hasSize(3)
                .allMatch(advice -> advice.endsWith("has no effect: the leader holds a lease in the storage area, in a"
                        + " cluster too. Remove the property"))
                .first()
                .asString()
                .startsWith("archiver.cluster ");
        assertThat(configuration.properties().stringPropertyNames())
                .noneMatch(name -> name.equals("archiver.cluster") || name.startsWith("kubernetes."));
        assertThat(Configuration.load(null, Map.of()).advice()).isEmpty();
    }

    @Test
    void suggestsNoNameThatIsNotSimilar() throws IOException {
        Path mistaken = mounted("settings", Map.of("archiver.catch-all-mailbox", "archive@contoso.example"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(null, Map.of("ARCHIVER_SETTINGS_DIRECTORIES", "" + mistaken)))
                .withMessageContaining("archiver.catch-all-mailbox (a property of your own needs another prefix)");
    }

    /** Mounted as by the kubelet: each value is a symbolic link to the current version. */
    private Path mounted(String name, Map<String, String> values) throws IOException {
        Path mount = folder.resolve(name);
        Path version = Files.createDirectories(mount.resolve("..2026_11_25_01_02_03.45"));
        Files.createSymbolicLink(mount.resolve("..data"), version.getFileName());
        for (Map.Entry<String, String> value : values.entrySet()) {
            Files.writeString(version.resolve(value.getKey()), value.getValue());
            Files.createSymbolicLink(mount.resolve(value.getKey()), Path.of("..data", value.getKey()));
        }
        return mount;
    }

    @ParameterizedTest
    @CsvSource({"1B,1", "7,7", "500KB,512000", "10 mb,10485760", "2GB,2147483648"})
    void readsSizes(String text, long bytes) {
        assertThat(with("archiver.size-limit", text).size("archiver.size-limit"))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "24h,PT24H", "2d,PT48H"})
    void readsDurations(String text, Duration duration) {
        assertThat(with("archiver.overlap", text).duration("archiver.overlap")).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://archive.example/base", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:1"})
    void takesAddressesThatNobodyCanListenTo(String address) {
        assertThat(with("telemessage.url", address).serviceAddress("telemessage.url"))
                .hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://archive.example", "http://127.0.0.1.example", "ftp://127.0.0.1", "archive", "a b"})
    void refusesOtherAddresses(String address) {
        Configuration configuration = with("telemessage.url", address);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> configuration.serviceAddress("telemessage.url"))
                .withMessageContaining("telemessage.url must be an address that begins with https://");
    }

    @Test
    void neverQuotesAValue() {
        Configuration configuration = with("archiver.size-limit", "s3cret");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> configuration.size("archiver.size-limit"))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void suggestsTheNearestNameForOneThatThereIsNot() throws IOException {
        Path file = file("telemessage.pasword=s3cret\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(file, Map.of()))
                .withMessageContaining("telemessage.pasword (did you mean telemessage.password?)")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void leavesPropertiesOfCamelAlone() throws IOException {
        Configuration configuration = Configuration.load(file("camel.main.name=other\n"), Map.of());

        assertThat(configuration.properties()).containsEntry("camel.main.name", "other");
    }

    @Test
    void changesACopyOnly() {
        Configuration configuration = Configuration.load(null, Map.of());

        Configuration changed = configuration.with("archiver.page-size", "2");

        assertThat(changed.number("archiver.page-size", 1)).isEqualTo(2);
        assertThat(configuration.number("archiver.page-size", 1)).isEqualTo(500);
    }

    private static Configuration with(String name, String value) {
        return Configuration.load(null, Map.of()).with(name, value);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("own.properties"), text, StandardCharsets.UTF_8);
    }
}
