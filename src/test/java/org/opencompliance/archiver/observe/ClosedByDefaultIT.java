package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.http.Hold;

/** Attacks the running program through all its ports while it processes an item. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedByDefaultIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CLIENT_SECRET = "client-secret-5150";
    private static final String STORAGE_KEY = "c3RvcmFnZS1rZXktOTk5";
    private static final Map<String, String> SETTINGS = Map.of(
            "archiver.figures-every",
            "500ms",
            "microsoft.client-secret",
            CLIENT_SECRET,
            "azure.storage-connection-string",
            "AccountName=x;AccountKey=" + STORAGE_KEY);
    /** Rejected, or hidden from the client. */
    private static final List<Integer> NOTHING = List.of(403, 404);

    private Sandbox sandbox;
    private Hold hold;
    private ObservedArchiver archiver;

    @BeforeAll
    void holdAnItem(@TempDir Path folder) throws Exception {
        sandbox = Sandbox.start(OneItem.day());
        hold = sandbox.tenant().holdBefore(GraphOperation.CREATE_MESSAGE);
        archiver = ObservedArchiver.start(folder, sandbox, SETTINGS);
        archiver.call(
                "Collector",
                "collectRange",
                OneItem.DAY.toString(),
                OneItem.DAY.plusDays(1).toString());
        assertThat(hold.awaitArrived(PATIENCE)).isTrue();
    }

    @AfterAll
    void release() throws Exception {
        hold.release();
        archiver.close();
        sandbox.close();
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsAskedInJson() {
        return Forbidden.requests().entrySet().stream()
                .map(call -> dynamicTest(call.getKey(), () -> {
                    HttpResponse<String> answer = archiver.post(call.getValue());

                    assertThat(statuses(answer)).as(answer.body()).isNotEmpty().allMatch(NOTHING::contains);
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsAskedInAPath() {
        return Forbidden.paths()
                .map(path -> dynamicTest(path, () -> {
                    HttpResponse<String> answer = archiver.agent(path);

                    assertThat(statuses(answer)).as(answer.body()).isNotEmpty().allMatch(NOTHING::contains);
                }));
    }

    @TestFactory
    Stream<DynamicTest> servesNothingElseOnTheManagementPort() {
        return Forbidden.management()
                .map(call -> dynamicTest(call, () -> {
                    String[] parts = call.split(" ");

                    assertThat(archiver.port(parts[0], parts[1]).statusCode()).isEqualTo(404);
                }));
    }

    /** One permitted and one forbidden request together: the first must not enable the second. */
    @Test
    void refusesEachOfManyByItself() throws Exception {
        JsonNode answers = archiver.ask(List.of(
                Map.of("type", "read", "mbean", "org.opencompliance.archiver:type=Items"),
                Map.of("type", "read", "mbean", "java.lang:type=Runtime", "attribute", "SystemProperties")));

        assertThat(answers.get(0).path("status").asInt()).isEqualTo(200);
        assertThat(answers.get(1).path("status").asInt()).isEqualTo(403);
    }

    /** An agent that sends requests to other JVMs would open the network behind it. */
    @Test
    void asksNoOtherJvm() throws Exception {
        JsonNode answer = archiver.ask(Map.of(
                "type", "read",
                "mbean", "java.lang:type=Memory",
                "target", Map.of("url", "service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi")));

        assertThat(answer.toString()).doesNotContain("RMIServer").doesNotContain("Connect");
    }

    @Test
    void sendsNoNotifications() throws Exception {
        JsonNode registered = archiver.ask(Map.of("type", "notification", "command", "register"));
        JsonNode answer = archiver.ask(Map.of(
                "type", "notification",
                "command", "add",
                "client", registered.at("/value/id").asText(),
                "mode", "pull",
                "mbean", "org.opencompliance.archiver:type=Collector"));

        assertThat(registered.at("/value/backend")).isEmpty();
        assertThat(answer.path("status").asInt()).isNotEqualTo(200);
    }

    @Test
    void letsNobodyAttach() {
        assertThatThrownBy(() -> VirtualMachine.attach(String.valueOf(archiver.pid())))
                .isInstanceOf(Exception.class);
    }

    @Test
    void showsNeitherSecretsNorAnythingOfTheItem() throws Exception {
        List<String> readable = everythingReadable();

        assertThat(String.join("\n", readable))
                .as("reads existing attributes")
                .contains(
                        "import-delivery",
                        "archiver_items_in_flight{connector=\"wechat\"} 1.0",
                        "telemessage.response-timeout-ms}}",
                        "\"storage\"");
        for (String text : readable) {
            assertThat(text).doesNotContain(OneItem.PRIVATE);
            assertThat(text).doesNotContain(secrets());
        }
    }

    private List<String> secrets() {
        String password = sandbox.site().password();
        return List.of(password, password.substring(0, 4), "p%25%2Bw", CLIENT_SECRET, STORAGE_KEY);
    }

    private List<String> everythingReadable() throws Exception {
        List<String> texts = new ArrayList<>();
        for (String path : List.of("/health", "/health/live", "/health/ready", "/metrics")) {
            texts.add(archiver.get("/observe" + path));
            texts.add(archiver.get("/observe" + path + "?exposureLevel=full&stackTrace=true&data=true"));
        }
        JsonNode list = archiver.ask(Map.of("type", "list")).path("value");
        texts.add(list.toString());
        for (JsonNode name :
                archiver.ask(Map.of("type", "search", "mbean", "*:*")).path("value")) {
            texts.addAll(attributes(name.asText()));
        }
        texts.add(context("dumpRoutesAsXml()"));
        texts.add(context("dumpRoutesStatsAsXml", true, true));
        return texts;
    }

    /** Reads all attributes together and, if rejected, each one separately. */
    private List<String> attributes(String mbean) throws Exception {
        JsonNode all = archiver.ask(Map.of("type", "read", "mbean", mbean));
        if (all.path("status").asInt() == 200) {
            return List.of(all.toString());
        }
        JsonNode names = archiver.ask(
                        Map.of("type", "list", "path", mbean.replace("/", "!/").replaceFirst(":", "/") + "/attr"))
                .path("value");
        List<Map<String, String>> each = new ArrayList<>();
        names.fieldNames()
                .forEachRemaining(name -> each.add(Map.of("type", "read", "mbean", mbean, "attribute", name)));
        return each.isEmpty() ? List.of() : List.of(archiver.ask(each).toString());
    }

    private String context(String operation, Object... arguments) throws Exception {
        JsonNode answer = archiver.ask(Map.of(
                "type", "exec", "mbean", Forbidden.CONTEXT, "operation", operation, "arguments", List.of(arguments)));
        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
        return answer.path("value").asText();
    }

    /** The agent answers 200 with the result status in the body, or 4xx for an unreadable path. */
    private static List<Integer> statuses(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            return List.of(answer.statusCode());
        }
        JsonNode json = ObservedArchiver.JSON.readTree(answer.body());
        return json.findValues("status").stream().map(JsonNode::asInt).toList();
    }
}
