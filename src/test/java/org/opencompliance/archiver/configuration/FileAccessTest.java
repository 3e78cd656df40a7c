package org.opencompliance.archiver.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAccessTest {

    @TempDir
    private Path folder;

    private Path routes;
    private Path settings;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        routes = Files.createDirectory(folder.resolve("routes"));
        permit(file("routes/a.camel.yaml", ""), "rw-r--r--");
        settings = file("own.properties", "telemessage.password=s3cret\n");
        permit(settings, "rw-------");
        permit(routes, "rwxr-xr-x");
    }

    @Test
    void aTokenIsASecretToo() throws Exception {
        Files.writeString(settings, "telemessage.token=s3cret\n");
        permit(settings, "rw-r--r--");

        assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem)
                .contains("Others may read " + settings, "telemessage.token")
                .doesNotContain("s3cret"));
    }

    @Test
    void findsNothingWhereAllIsAsItShouldBe() {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-r--r--"})
    void findsAPasswordThatOthersMayRead(String permissions) throws IOException {
        permit(settings, permissions);

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("Others may read " + settings, "telemessage.password", "chmod 600")
                .doesNotContain("s3cret");
    }

    @Test
    void letsOthersReadSettingsWithoutASecret() throws IOException {
        Files.writeString(settings, "telemessage.username=ann\ntelemessage.password=\n");
        permit(settings, "rw-r--r--");

        assertThat(problems()).isEmpty();
    }

    @Test
    void findsSettingsThatOthersMayChange() throws IOException {
        permit(settings, "rw-----w-");

        assertThat(problems()).singleElement().asString().contains("Others may change " + settings);
    }

    @Test
    void findsAPrivateKeyThatOthersMayRead() throws IOException {
        Path key = file("app.pem", "");
        permit(key, "rw-r--r--");

        assertThat(problems("microsoft.certificate-file", key.toString()))
                .singleElement()
                .asString()
                .contains("Others may read " + key);
    }

    @Test
    void findsADecryptionKeyThatOthersMayRead() throws IOException {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        permit(file("keys/old.pem", ""), "rw-------");
        Path open = file("keys/new.pem", "");
        permit(open, "rw-r--r--");

        assertThat(problems("archiver.decryption-keys", keys.toString()))
                .singleElement()
                .asString()
                .contains("Others may read " + open, "archiver.decryption-keys");
    }

    @Test
    void findsASecretOfAFolderThatOthersMayRead() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        permit(file("secrets/azure.storage-sas", "sig=s3cret"), "rw-r--r--");

        assertThat(problems("archiver.settings-directories", secrets.toString()))
                .singleElement()
                .asString()
                .contains("azure.storage-sas", "chmod 600")
                .doesNotContain("s3cret");
    }

    @Test
    void findsARouteThatOthersMayChange() throws IOException {
        permit(routes.resolve("a.camel.yaml"), "rw-r--rw-");

        assertThat(problems()).singleElement().asString().contains("a.camel.yaml", "chmod go-w");
    }

    @Test
    void findsAFolderOfRoutesThatOthersMayAddTo() throws IOException {
        permit(routes, "rwxr-xrwx");

        assertThat(problems()).isNotEmpty().allMatch(problem -> problem.contains("chmod go-w " + routes));
    }

    @Test
    void findsAMappingThatOthersMayReplace() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Path mapping = file("shared/mapping.csv", "");
        permit(mapping, "rw-r--r--");
        permit(shared, "rwxr-xrwx");

        assertThat(problems("archiver.mapping-file", mapping.toString()))
                .singleElement()
                .asString()
                .contains("Others may put other files into " + shared);
    }

    @Test
    void leavesFilesThatAreNotThereToOthers() {
        assertThat(problems("archiver.mapping-file", folder.resolve("none.csv").toString()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"extra", "extra/added.jar", "bin/compiler.json", "lib/one.jar", "main.jar"})
    void findsCodeThatOthersMayChange(String name) throws IOException {
        Path home = installation();
        permit(home.resolve(name), Files.isDirectory(home.resolve(name)) ? "rwxr-xrwx" : "rw-r--rw-");

        assertThat(problems(home))
                .singleElement()
                .asString()
                .contains("Others may change " + home.resolve(name), "the program", "chmod go-w");
    }

    @Test
    void otherFilesBesideTheProgramAreNoCode() throws IOException {
        Path home = installation();
        permit(file("home/notes.txt", ""), "rw-rw-rw-");

        assertThat(problems(home)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"copies.jaas", "copies.password", "connector.chat.archiver.notice-url"})
    void aSecretOfAnEndpointOrAConnectorIsASecretToo(String name) throws IOException {
        Files.writeString(settings, name + "=s3cret\n");
        permit(settings, "rw-r--r--");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("Others may read " + settings, name)
                .doesNotContain("s3cret");
    }

    private Path installation() throws IOException {
        for (String name : List.of("home", "home/bin", "home/lib", "home/extra")) {
            permit(Files.createDirectory(folder.resolve(name)), "rwxr-xr-x");
        }
        for (String name : List.of("main.jar", "bin/compiler.json", "lib/one.jar", "extra/added.jar")) {
            permit(file("home/" + name, ""), "rw-r--r--");
        }
        return folder.resolve("home");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private List<String> problems(Path home) {
        Configuration configuration =
                Configuration.load(settings, Map.of()).with("archiver.routes-directory", routes.toString());
        return new FileAccess(configuration, settings, home).problems();
    }

    private List<String> problems() {
        return problems("archiver.routes-directory", routes.toString());
    }

    private List<String> problems(String name, String value) {
        Configuration configuration = Configuration.load(settings, Map.of())
                .with("archiver.routes-directory", routes.toString())
                .with(name, value);
        return new FileAccess(configuration, settings, null).problems();
    }
}
