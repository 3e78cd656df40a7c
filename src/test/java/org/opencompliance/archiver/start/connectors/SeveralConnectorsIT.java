package org.opencompliance.archiver.start.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.ObjectName;
import org.apache.camel.impl.engine.DefaultRoute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.command.ArchiverCommand;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.routing.CapturedLines;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.Network;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.site.SiteOperation;

/** Two connectors in one process, each with a site and a tenant of its own. */
class SeveralConnectorsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NEXT_TRY = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    private final SampleDay day =
            SampleDay.on(LocalDate.of(2026, 11, 20)).items(6).odd(false).make();
    private final SampleDay otherDay = SampleDay.on(LocalDate.of(2026, 11, 20))
            .network(Network.of("whatsapp"))
            .seed(7)
            .items(9)
            .odd(false)
            .make();
    private final Map<String, String> settings = new TreeMap<>();
    private Sandbox wechat;
    private Sandbox whatsapp;
    private ConnectorProcess process;

    @BeforeEach
    void startSandboxes() {
        wechat = Sandbox.start(day);
        whatsapp = Sandbox.start(otherDay).network("whatsapp");
        settings.put("archiver.connectors", "wechat,whatsapp");
        settings.put("archiver.scheduled", "false");
        settings.put("archiver.figures-every", "200ms");
        settings.put("connector.whatsapp.telemessage.url", whatsapp.site().url().toString());
        settings.put(
                "connector.whatsapp.microsoft.service-url",
                whatsapp.tenant().url().toString());
    }

    @AfterEach
    void close() {
        if (process != null) {
            process.close();
        }
        wechat.close();
        whatsapp.close();
    }

    @Test
    void eachConnectorArchivesItsItemsUnderItsNames() throws Exception {
        start();
        assertThat(command("collect", "--connector", "whatsapp", "--from", from(), "--to", to()))
                .contains("9");
        assertThat(command("collect", "--connector", "wechat", "--from", from(), "--to", to()))
                .contains("6");

        assertThat(whatsapp.verdict("WhatsApp Archiver").differences(List.of())).isEmpty();
        assertThat(wechat.verdict("WeChat Archiver").differences(List.of())).isEmpty();
        assertThat(folder.resolve("data/staged/whatsapp")).isDirectory();
        assertThat(folder.resolve("data/ledger/wechat")).isDirectory();
        assertThat(get("/metrics").body())
                .contains("archiver_items_staged_total{connector=\"whatsapp\"} 9.0")
                .contains("archiver_items_staged_total{connector=\"wechat\"} 6.0")
                .contains("camel_exchanges_total{", "connector=\"whatsapp\"")
                .contains("jvm_memory_used_bytes{area=\"heap\"")
                .containsPattern(
                        "microsoft_exchange_requests_total\\{connector=\"whatsapp\",outcome=\"succeeded\"} [1-9]")
                .doesNotContain("microsoft_exchange_requests_total{outcome=");
        assertThat(get("/health").body()).contains("\"whatsapp:storage\"", "\"wechat:storage\"", "\"whatsapp:start\"");
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .queryNames(new ObjectName("org.opencompliance.archiver:type=Today,*"), null))
                .extracting(name -> name.getKeyProperty("connector"))
                .containsExactlyInAnyOrder("wechat", "whatsapp");
        assertThat(command("status")).contains("Connector wechat", "Connector whatsapp");
        assertThat(command("collect", "--from", from(), "--to", to()))
                .contains("Name one of the connectors wechat, whatsapp with --connector");
    }

    @Test
    void aConnectorThatCannotStartHarmsNoOtherAndStartsOnceItsSettingsAreCorrect() throws Exception {
        settings.put("connector.whatsapp.archiver.size-limit", "much");
        start();

        assertThat(process.running()).isEqualTo(1);
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(get("/health").body()).contains("\"whatsapp:start\"", "archiver.size-limit must be");
        command("collect", "--connector", "wechat", "--from", from(), "--to", to());
        assertThat(wechat.verdict("WeChat Archiver").differences(List.of())).isEmpty();
        assertThat(command("collect", "--connector", "whatsapp", "--from", from(), "--to", to()))
                .contains("archiver.size-limit must be");

        settings.put("connector.whatsapp.archiver.size-limit", "10MB");
        configure();
        await().atMost(PATIENCE).until(() -> process.running() == 2);
    }

    @Test
    void aRouteThatCannotStartIsOneLine() throws Exception {
        Path routes = folder.resolve("routes");
        copy(Path.of("routes"), routes);
        Path own = Files.createDirectories(routes.resolve("whatsapp"));
        String extra = String.join(
                "\n",
                "- route:",
                "    id: take-files",
                "    description: Take files",
                "    routeConfigurationId: background-errors",
                "    from:",
                "      id: take-files-from",
                "      uri: file",
                "      parameters:",
                "        directoryName: " + folder.resolve("missing"),
                "        autoCreate: false",
                "        startingDirectoryMustExist: true",
                "      steps:",
                "        - log:",
                "            id: take-files-log",
                "            message: taken",
                "");
        Files.writeString(
                own.resolve("telemessage.camel.yaml"),
                Files.readString(routes.resolve("telemessage.camel.yaml")) + extra);
        settings.put("archiver.routes-directory", routes.toString());
        try (CapturedLines lines = CapturedLines.of("org.opencompliance.archiver.start.connectors.Connector")) {
            start();
            // the start of the other connector takes longer than two tries
            await().atMost(PATIENCE).until(() -> process.archiver("wechat").isPresent());

            assertThat(lines.all())
                    .filteredOn(line -> line.contains("whatsapp"))
                    .singleElement()
                    .asString()
                    .contains("does not run", "Starting directory does not exist", "starts by itself");
        }
        assertThat(get("/health").body()).contains("FileNotFoundException; the log of the process has the text");

        Files.createDirectory(folder.resolve("missing"));
        await().atMost(PATIENCE).until(() -> process.running() == 2);
    }

    @Test
    void allWrongNamesOfAConnectorAreSaidAtOnceAndCommonAdviceOnce() throws Exception {
        settings.put("connector.whatsapp.archiver.sizelimit", "1MB");
        settings.put("connector.whatsapp.archiver.management-port", "1");
        settings.put("connector.signal.archiver.folder", "Signal");
        try (CapturedLines shared = CapturedLines.of("org.opencompliance.archiver.start.connectors.SharedParts")) {
            start();

            assertThat(shared.all()).singleElement().asString().contains("connector.signal.* has no effect");
        }
        assertThat(command("check", "--connector", "whatsapp"))
                .contains("connector.whatsapp.archiver.sizelimit (did you mean")
                .contains("connector.whatsapp.archiver.management-port cannot be set");
    }

    @Test
    void aRefusedLoginAndASlowSourceAreOfTheirConnectorAlone() throws Exception {
        settings.put("connector.whatsapp.telemessage.password", "wrong");
        start();
        Hold hold = wechat.site().hold(SiteOperation.FETCH);
        Thread slow = new Thread(() -> command("collect", "--connector", "wechat", "--from", from(), "--to", to()));
        slow.start();
        assertThat(hold.awaitArrived(PATIENCE)).isTrue();

        assertThat(command("collect", "--connector", "whatsapp", "--from", from(), "--to", to()))
                .contains("401");
        assertThat(process.archiver("whatsapp")
                        .orElseThrow()
                        .bean("pause", Pause.class)
                        .isPaused())
                .isFalse();
        hold.release();
        slow.join(PATIENCE.toMillis());
        assertThat(wechat.verdict("WeChat Archiver").differences(List.of())).isEmpty();
        JsonNode health = new ObjectMapper().readTree(get("/health").body());
        assertThat(state(health, "whatsapp:source")).isEqualTo("DOWN");
        assertThat(state(health, "wechat:source")).isEqualTo("UP");
    }

    private static String state(JsonNode health, String check) {
        for (JsonNode one : health.path("checks")) {
            if (one.path("name").asText().equals(check)) {
                return one.path("status").asText();
            }
        }
        return "none";
    }

    @Test
    void aFileInTheFolderOfAConnectorReplacesThatOfAll() throws Exception {
        Path routes = folder.resolve("routes");
        copy(Path.of("routes"), routes);
        Path own = Files.createDirectories(routes.resolve("whatsapp"));
        String text = Files.readString(routes.resolve("telemessage.camel.yaml"));
        Files.writeString(
                own.resolve("telemessage.camel.yaml"),
                text.replace("description: Request one page", "description: WhatsApp requests one page"));
        settings.put("archiver.routes-directory", routes.toString());
        Files.writeString(
                Files.createDirectories(routes.resolve("signal")).resolve("telemessage.camel.yaml"), text + text);
        start();

        assertThat(description("whatsapp")).startsWith("WhatsApp requests one page");
        assertThat(description("wechat")).startsWith("Request one page");
    }

    @Test
    void twoConnectorsWithOneDropAreRefused() throws Exception {
        Path drop = Files.createDirectories(folder.resolve("drop"));
        settings.put("telemessage.source", "mail");
        settings.put("telemessage.url", drop.toUri().toString());
        settings.remove("connector.whatsapp.telemessage.url");
        start();

        assertThat(process.archiver("wechat")).isPresent();
        assertThat(process.archiver("whatsapp")).isEmpty();
        assertThat(get("/health").body()).contains("each item would be archived twice");
        assertThat(command("check", "--connector", "whatsapp")).contains("each item would be archived twice");
    }

    @Test
    void aWrongListOfConnectorsIsOneLine() throws Exception {
        settings.put("archiver.connectors", "wechat,Signal");
        configure();

        assertThat(command("status")).hasLineCount(1).contains("\"Signal\"");
    }

    @Test
    void aProcessWithoutAConnectorThatCanStartEndsWithAllReasons() {
        settings.put("archiver.size-limit", "much");

        assertThatThrownBy(this::start)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("wechat: archiver.size-limit")
                .hasMessageContaining("whatsapp: archiver.size-limit");
    }

    private String description(String connector) {
        DefaultRoute route = (DefaultRoute)
                process.archiver(connector).orElseThrow().context().getRoute("list-items");
        return route.getDescription();
    }

    private void start() throws Exception {
        configure();
        Path file = folder.resolve("application.properties");
        process = ConnectorProcess.start(() -> Configuration.load(file, Map.of()), NEXT_TRY);
    }

    private void configure() throws Exception {
        new ArchiverProcess(folder).configure(wechat, settings);
    }

    private String from() {
        return day.from().toString();
    }

    private String to() {
        return day.to().toString();
    }

    /** What a command prints. */
    private String command(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = folder.resolve("application.properties").toString();
        ArchiverCommand.execute(all, Map.of(), out, out);
        return text.toString();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create(process.observed().orElseThrow() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        try (var files = Files.newDirectoryStream(from, "*.camel.yaml")) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
