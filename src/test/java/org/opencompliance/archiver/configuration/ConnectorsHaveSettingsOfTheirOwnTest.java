package org.opencompliance.archiver.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.start.Settings;
import org.opencompliance.sandbox.day.Network;

class ConnectorsHaveSettingsOfTheirOwnTest {

    private static final Path PAGE = Path.of("src/main/docs/connectors.md");

    @TempDir
    private Path folder;

    @Test
    void theFirstOneHasTheCommonSettingsAsTheyAre() throws IOException {
        Configuration wechat = load(
                        "archiver.connectors=wechat,whatsapp", "archiver.folder=Our folder", "archiver.network=wecom")
                .connector("wechat");

        assertThat(wechat.text("archiver.connector")).isEqualTo("wechat");
        assertThat(wechat.text("archiver.folder")).isEqualTo("Our folder");
        assertThat(wechat.text("archiver.network")).isEqualTo("wecom");
        assertThat(wechat.text("azure.queue")).isEqualTo("wechat-archiver-work");
        assertThat(wechat.properties()).containsEntry("camel.main.name", "wechat-archiver");
    }

    @Test
    void anotherOneHasThoseOfItsNetworkOverThemAndItsOwnOverThese() throws IOException {
        Configuration whatsapp = load(
                        "archiver.connectors=wechat, whatsapp",
                        "archiver.folder=Our folder",
                        "archiver.size-limit=20MB",
                        "connector.whatsapp.archiver.message-class=IPM.Note.Chat",
                        "connector.whatsapp.telemessage.username=other")
                .connector("whatsapp");

        assertThat(whatsapp.text("archiver.connector")).isEqualTo("whatsapp");
        assertThat(whatsapp.text("archiver.folder")).isEqualTo("WhatsApp Archiver");
        assertThat(whatsapp.text("archiver.network")).isEqualTo("whatsapp");
        assertThat(whatsapp.text("archiver.message-class")).isEqualTo("IPM.Note.Chat");
        assertThat(whatsapp.text("telemessage.username")).isEqualTo("other");
        assertThat(whatsapp.text("archiver.size-limit")).isEqualTo("20MB");
        assertThat(whatsapp.text("azure.queue")).isEqualTo("whatsapp-archiver-work");
        assertThat(whatsapp.properties().stringPropertyNames()).noneMatch(name -> name.startsWith("connector."));
    }

    @Test
    void variablesAndMountedFilesSetThemToo() throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("mounted"));
        Files.writeString(mounted.resolve("connector.signal.telemessage.username"), "mounted\n");
        Configuration all = Configuration.load(
                file("archiver.connectors=enterprise-number,signal", "archiver.settings-directories=" + mounted),
                Map.of(
                        "CONNECTOR_ENTERPRISE_NUMBER_TELEMESSAGE_PASSWORD", "secret",
                        "CONNECTOR_SIGNAL_ARCHIVER_FOLDER", "Signals"));

        assertThat(all.connector("enterprise-number").text("telemessage.password"))
                .isEqualTo("secret");
        assertThat(all.connector("signal").text("telemessage.password")).isEmpty();
        assertThat(all.connector("signal").text("archiver.folder")).isEqualTo("Signals");
        assertThat(all.connector("signal").text("telemessage.username")).isEqualTo("mounted");
    }

    @Test
    void aWrongNameIsAProblemOfItsConnectorAlone() throws IOException {
        Configuration all = load(
                "archiver.connectors=wechat,whatsapp",
                "connector.whatsapp.archiver.foldr=X",
                "connector.whatsap.archiver.folder=X");

        assertThat(all.connector("wechat").text("archiver.folder")).isEqualTo("WeChat Archiver");
        assertThatThrownBy(() -> all.connector("whatsapp"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no property archiver.foldr: correct connector.whatsapp.archiver.foldr"
                        + " (did you mean connector.whatsapp.archiver.folder?)");
        assertThat(all.advice())
                .containsExactly("connector.whatsap.* has no effect: add whatsap to archiver.connectors, or remove it"
                        + " (did you mean whatsapp?)");
    }

    @Test
    void aPropertyThatOnlyRoutesNameCanBelongToOne() throws IOException {
        Configuration all = load(
                "archiver.connectors=wechat,whatsapp",
                "copies.password=common",
                "connector.whatsapp.copies.password=own");

        assertThat(all.connector("wechat").properties()).containsEntry("copies.password", "common");
        assertThat(all.connector("whatsapp").properties()).containsEntry("copies.password", "own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schedule", "archivr.schedule", "camel.main.nme"})
    void aMistakeInANameIsNoPropertyOfRoutes(String mistake) throws IOException {
        Configuration all = load("archiver.connectors=wechat", "connector.wechat." + mistake + "=x");

        assertThatThrownBy(() -> all.connector("wechat"))
                .hasMessageStartingWith("There is no property " + mistake + ": correct connector.wechat." + mistake);
    }

    @Test
    void aPropertyOfTheProcessCannotBelongToOne() throws IOException {
        Configuration all = load("archiver.connectors=wechat", "connector.wechat.archiver.management-port=1");

        assertThatThrownBy(() -> all.connector("wechat"))
                .hasMessage(
                        "connector.wechat.archiver.management-port cannot be set: archiver.management-port is of the"
                                + " whole process");
    }

    @Test
    void namesAreCheckedBecauseTheyArePartOfFoldersAndQueues() {
        assertThatThrownBy(() -> load("archiver.connectors=we/chat")).hasMessageContaining("\"we/chat\"");
        assertThatThrownBy(() -> load("archiver.connectors=wechat,wechat")).hasMessageContaining("once");
        assertThatThrownBy(() -> load("archiver.connectors=wechat").connector("signal"))
                .hasMessage("There is no connector signal: archiver.connectors has wechat");
    }

    @Test
    void aConnectorOfNoNetworkNeedsAFolderOfItsOwn() throws IOException {
        Configuration second = load("archiver.connectors=wechat,subsidiary").connector("subsidiary");

        assertThatThrownBy(() -> second.required("archiver.folder"))
                .hasMessageContaining("connector.subsidiary.archiver.folder");
    }

    @Test
    void theNetworksOfTeleMessageAreReady() throws IOException {
        String page = Files.readString(PAGE);
        for (String name : Network.names()) {
            Configuration one = load("archiver.connector=none", "archiver.connectors=" + name)
                    .connector(name);

            assertThat(one.text("archiver.folder")).isEqualTo(Network.of(name).folder());
            assertThat(page)
                    .contains("| `%s` | %s | `%s` |"
                            .formatted(name, one.text("archiver.folder"), one.text("archiver.message-class")));
        }
        assertThat(List.of(Path.of("src/main/resources/connectors").toFile().list()))
                .hasSameSizeAs(Network.names());
    }

    @Test
    void theExampleOfThePageIsComplete() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("```properties\n") + "```properties\n".length();
        List<String> lines = new ArrayList<>(
                page.substring(begin, page.indexOf("```", begin)).lines().toList());
        lines.addAll(List.of(
                "telemessage.url=http://127.0.0.1:1",
                "telemessage.username=archive@contoso.com",
                "telemessage.password=common",
                "microsoft.credentials=none",
                "microsoft.service-url=http://127.0.0.1:1/v1.0"));
        Configuration all = load(lines.toArray(String[]::new));

        assertThat(all.connectors()).containsExactly("wechat", "whatsapp");
        for (String name : all.connectors()) {
            assertThat(new Settings(all.connector(name)).problems()).isEmpty();
        }
        assertThat(all.advice()).isEmpty();
        assertThat(all.connector("wechat").text("telemessage.username")).isEqualTo("archive@contoso.com");
        assertThat(all.connector("whatsapp").text("telemessage.username")).isEqualTo("archive-whatsapp@contoso.com");
        assertThat(all.connector("whatsapp").text("archiver.schedule")).isEqualTo("0 30 3 * * ?");
        assertThat(all.connector("whatsapp").text("archiver.folder")).isEqualTo("WhatsApp Archiver");
    }

    private Configuration load(String... lines) throws IOException {
        return Configuration.load(file(lines), Map.of());
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("application.properties"), List.of(lines));
    }
}
