package org.opencompliance.archiver.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteOperation;

/** The examples of the documentation, from the archive of a made-up day into a mailbox. */
class KameletsTogetherIT {

    private static final Path PAGE = Path.of("src/main/docs/kamelets.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SETTINGS = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);
    private static final Pattern STAND_IN = Pattern.compile(".*(credentials|serviceUrl)");
    private static final String JOURNAL = "11111111-0000-4000-8000-00000000000a";
    private static final int ITEMS = 25;
    /** Two days ago, because the source does not list the last minutes. */
    private static final SampleDay DAY = SampleDay.on(
                    LocalDate.now(ZoneOffset.UTC).minusDays(2))
            .items(ITEMS)
            .odd(false)
            .make();

    /** The route that Camel K makes of the Pipe; it passes the properties as settings. */
    private static final String EXPANDED =
            """
            - route:
                id: binding
                from:
                  uri: kamelet:telemessage-archive-source/source
                  steps:
                    - to:
                        uri: kamelet:microsoft-exchange-import-sink/sink
            """;

    @Test
    void aRouteImportsEveryItemOfTheDayOnce() throws Exception {
        try (Sandbox sandbox = Sandbox.start(DAY);
                KameletsUnderTest kamelets = kamelets(sandbox, Map.of())) {
            kamelets.load(route());
            everyItemIsImportedOnce(sandbox);
        }
    }

    @Test
    void aPipeImportsEveryItemOfTheDayOnce() throws Exception {
        try (Sandbox sandbox = Sandbox.start(DAY);
                KameletsUnderTest kamelets = kamelets(sandbox, settings(sandbox, "", ""))) {
            kamelets.load("copy-chats.yaml", quick(example("kind: Pipe")));
            everyItemIsImportedOnce(sandbox);
        }
    }

    @Test
    void aPipeAsCamelKExpandsItImportsEveryItemOfTheDayOnce() throws Exception {
        try (Sandbox sandbox = Sandbox.start(DAY)) {
            Map<String, String> settings = settings(sandbox, "source.", "sink.");
            JsonNode pipe = new ObjectMapper(new YAMLFactory()).readTree(quick(example("kind: Pipe")));
            for (String end : List.of("source", "sink")) {
                String name = pipe.path("spec").path(end).at("/ref/name").asText();
                pipe.path("spec")
                        .path(end)
                        .path("properties")
                        .properties()
                        .forEach(one -> settings.put(
                                "camel.kamelet." + name + "." + end + "." + one.getKey(),
                                one.getValue().asText()));
            }
            try (KameletsUnderTest kamelets = kamelets(sandbox, settings)) {
                kamelets.load(EXPANDED);
                everyItemIsImportedOnce(sandbox);
            }
        }
    }

    @Test
    void thePageNamesTheSettingsOfThePipe() throws Exception {
        Matcher settings = SETTINGS.matcher(Files.readString(PAGE));
        assertThat(settings.find()).isTrue();
        try (Sandbox sandbox = Sandbox.start(DAY)) {
            assertThat(settings.group(1).lines().map(line -> line.substring(0, line.indexOf('='))))
                    .containsAll(settings(sandbox, "", "").keySet().stream()
                            .filter(name -> !STAND_IN.matcher(name).matches())
                            .toList());
        }
    }

    @Test
    void aRestartImportsNothingTwice() throws Exception {
        try (Sandbox sandbox = Sandbox.start(DAY)) {
            try (KameletsUnderTest first = kamelets(sandbox, Map.of())) {
                first.load(route());
                await().until(() -> imported(sandbox).size() == ITEMS);
            }
            long fetched = sandbox.site().fetches();
            try (KameletsUnderTest second = kamelets(sandbox, Map.of())) {
                sandbox.site().clearFaults();
                second.load(route());
                await().until(() -> sandbox.site().fetches() == fetched + ITEMS);
                long windows = sandbox.site().listings();
                await().until(() -> sandbox.site().listings() > windows);
            }
            assertThat(imported(sandbox)).hasSize(ITEMS);
        }
    }

    /** With an item that is missing at first, and a listing that fails. */
    private static void everyItemIsImportedOnce(Sandbox sandbox) {
        await().until(() -> imported(sandbox).size() == ITEMS);

        assertThat(imported(sandbox))
                .extracting(MessageRecord::internetMessageId)
                .doesNotHaveDuplicates();
        assertThat(sandbox.site().fetches()).isEqualTo(ITEMS + 2);
    }

    private static KameletsUnderTest kamelets(Sandbox sandbox, Map<String, String> more) {
        sandbox.tenant().add(TenantUser.member(JOURNAL, "journal@contoso.com", "Journal"));
        sandbox.site().inject(Fault.status(500).on(SiteOperation.LIST));
        sandbox.site()
                .inject(Fault.status(404)
                        .on(SiteOperation.FETCH)
                        .about(DAY.items().get(3).id())
                        .times(2));
        Map<String, String> settings = new HashMap<>(more);
        settings.put("telemessage.url", sandbox.site().url().toString());
        settings.put("telemessage.username", sandbox.site().username());
        settings.put("telemessage.password", sandbox.site().password());
        settings.put("aside", "bean:failed");
        settings.put("graph", sandbox.tenant().url().toString());
        return new KameletsUnderTest(settings);
    }

    /** The settings in place of the Secret. */
    private static Map<String, String> settings(Sandbox sandbox, String source, String sink) {
        String archive = "camel.kamelet.telemessage-archive-source." + source;
        String exchange = "camel.kamelet.microsoft-exchange-import-sink." + sink;
        Map<String, String> settings = new HashMap<>();
        settings.put(archive + "url", sandbox.site().url().toString());
        settings.put(archive + "userName", sandbox.site().username());
        settings.put(archive + "password", sandbox.site().password());
        settings.put(exchange + "mailbox", "journal@contoso.com");
        settings.put(exchange + "credentials", "none");
        settings.put(exchange + "serviceUrl", sandbox.tenant().url().toString());
        return settings;
    }

    private static List<MessageRecord> imported(Sandbox sandbox) {
        return sandbox.tenant().messages(JOURNAL, "Chats");
    }

    /** The first example, with the stand-in of Graph. */
    private static String route() throws IOException {
        String example = quick(example("- route:"));
        String local =
                example.replaceAll("( *)clientSecret: .*\n", "$1credentials: none\n$1serviceUrl: \"{{graph}}\"\n");
        assertThat(local).isNotEqualTo(example);
        return local;
    }

    private static String quick(String example) {
        String quick = example.replaceAll("( *)period: 15m\n", "$1period: 200ms\n$1window: 96h\n");
        assertThat(quick).isNotEqualTo(example);
        return quick;
    }

    private static String example(String text) throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .filter(found -> found.contains(text))
                .findFirst()
                .orElseThrow();
    }
}
