package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.Sandbox;

/** The queries of the dashboard and the alert rules match the exported metrics: names, labels and values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringFitsTheMetricsTest {

    private static final Path FOLDER = Path.of("k8s/monitoring");
    private static final Path TABLE = Path.of("k8s/monitoring/README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| .{10,} \\| .* \\|$");

    private Sandbox sandbox;
    private ProgramInThisJvm program;
    private Scrape scrape;

    @BeforeAll
    void scrapeARunningProgram(@TempDir Path folder) throws Exception {
        sandbox = Sandbox.start(OneItem.day());
        program = ProgramInThisJvm.start(folder, sandbox, Map.of());
        scrape = Scrape.of(program.get("/metrics"));
    }

    @AfterAll
    void stop() {
        program.close();
        sandbox.close();
    }

    @Test
    void theAlertRulesAskForWhatThereIs() throws IOException {
        JsonNode rules = new ObjectMapper(new YAMLFactory())
                .readTree(FOLDER.resolve("prometheus-rules.yaml").toFile());

        assertThat(rules.findValues("alert")).hasSizeGreaterThan(10);
        assertThat(unknown(rules.findValues("expr"))).isEmpty();
    }

    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(FOLDER.resolve("grafana-dashboard.json").toFile());

        assertThat(dashboard.path("panels")).hasSizeGreaterThan(10);
        assertThat(unknown(dashboard.findValues("expr"))).isEmpty();
    }

    /** The order is the one of the Today page of the console. */
    @Test
    void theDashboardHasTheOrderOfTheTodayPage() throws IOException {
        JsonNode panels = new ObjectMapper()
                .readTree(FOLDER.resolve("grafana-dashboard.json").toFile())
                .path("panels");
        List<String> titles = StreamSupport.stream(panels.spliterator(), false)
                .sorted(Comparator.comparingInt(MonitoringFitsTheMetricsTest::place))
                .map(panel -> panel.path("title").asText())
                .toList();

        assertThat(titles).as("as laid out and as listed").isEqualTo(panels.findValuesAsText("title"));
        assertThat(titles)
                .containsSubsequence(
                        "Paused",
                        "Schedule behind",
                        "Last completed collection",
                        "Equations of today",
                        "Days with findings",
                        "Counters of today",
                        "Oldest pending item",
                        "Open dead letters",
                        "Items staged",
                        "Silent mailboxes",
                        "Notices",
                        "Health")
                .doesNotHaveDuplicates();
    }

    private static int place(JsonNode panel) {
        return 24 * panel.path("gridPos").path("y").asInt()
                + panel.path("gridPos").path("x").asInt();
    }

    @Test
    void theTableHasEveryMetricOfOursAndNoOther() throws IOException {
        Set<String> documented = ROW.matcher(Files.readString(TABLE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(scrape.names("archiver_"));
    }

    /** The number of series stays small: label values never come from an item. */
    @Test
    void theNumberOfSeriesDoesNotDependOnItems() {
        assertThat(scrape.names("archiver_").stream()
                        .mapToLong(name -> scrape.seriesOf(name))
                        .sum())
                .isLessThan(100);
    }

    private List<String> unknown(List<JsonNode> expressions) {
        assertThat(expressions).isNotEmpty();
        return expressions.stream()
                .map(JsonNode::asText)
                .flatMap(text -> Stream.of(new PromExpression(text)))
                .flatMap(expression -> expression.unknown(scrape))
                .toList();
    }
}
