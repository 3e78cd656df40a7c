package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.sandbox.Sandbox;

/** The agent of the program, against a page of another site and against oversized requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class AgentIsGuardedIT {

    private static final int MEGABYTE = 1 << 20;
    private static final String PAUSE =
            "{\"type\":\"exec\",\"mbean\":\"org.opencompliance.archiver:type=Collector\",\"operation\":\"pause()\"}";
    private static final String ITEMS = "{\"type\":\"read\",\"mbean\":\"org.opencompliance.archiver:type=Items\"}";

    private Sandbox sandbox;
    private ObservedArchiver archiver;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        sandbox = Sandbox.start(OneItem.day());
        archiver = ObservedArchiver.start(folder, sandbox, Map.of("archiver.scheduled", "false"));
    }

    @AfterAll
    void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "http://127.0.0.1.evil.example:80",
                "http://evil.example/http://127.0.0.1:80",
                "null"
            })
    void aPageOfAnotherSiteDoesNothing(String origin) throws Exception {
        HttpResponse<String> answer = archiver.send(
                "",
                post(BodyPublishers.ofString(PAUSE))
                        .header("Content-Type", "text/plain")
                        .header("Origin", origin));

        assertThat(status(answer)).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        JsonNode collector = archiver.read("Collector");
        assertThat(collector.has("State")).isTrue();
        assertThat(collector.path("Paused").asText("")).isIn("", "null", "no");
        assertThat(collector.path("State").asText()).doesNotContainIgnoringCase("paused");
    }

    @Test
    void aRequestThatDoesNotSayWhereItIsFromIsRefused() throws Exception {
        assertThat(status(archiver.send("", post(BodyPublishers.ofString(ITEMS)))))
                .isEqualTo(403);
    }

    @Test
    void aPageCannotAskByGet() throws Exception {
        HttpResponse<String> answer = archiver.send(
                "exec/org.opencompliance.archiver:type=Collector/pause()",
                HttpRequest.newBuilder().GET().header("Origin", ObservedArchiver.ORIGIN));

        assertThat(status(answer)).isEqualTo(403);
    }

    @Test
    void aConsoleOfThisMachineMayAsk() throws Exception {
        assertThat(status(archiver.post(ITEMS))).isEqualTo(200);
    }

    /** With and without a declared length. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHugeRequestIsRefusedAndTheProcessLives(boolean sized) throws Exception {
        BodyPublisher huge = BodyPublishers.ofInputStream(() -> new Letters(200L * MEGABYTE));
        BodyPublisher body = sized ? BodyPublishers.fromPublisher(huge, 200L * MEGABYTE) : huge;

        try {
            HttpResponse<String> answer = archiver.send("", post(body).header("Origin", ObservedArchiver.ORIGIN));
            assertThat(answer.statusCode()).isEqualTo(413);
        } catch (IOException e) {
            // the server closed the connection before the end of the request
            assertThat(e).isNotNull();
        }

        assertThat(status(archiver.post(ITEMS))).isEqualTo(200);
    }

    @Test
    void aLargeRequestOfAConsoleIsAnswered() throws Exception {
        StringBuilder many = new StringBuilder("[").append(ITEMS);
        for (int i = 0; i < 500; i++) {
            many.append(',').append(ITEMS);
        }

        JsonNode answers = ObservedArchiver.JSON.readTree(
                archiver.post(many.append(']').toString()).body());

        assertThat(answers)
                .hasSize(501)
                .allMatch(answer -> answer.path("status").asInt() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?includeStackTrace=true", "?serializeException=true", "?includeStackTrace=runtime", ""})
    void anErrorIsToldWithoutItsStack(String query) throws Exception {
        HttpResponse<String> answer = archiver.send(
                query,
                post(BodyPublishers.ofString(
                                "{\"type\":\"exec\",\"mbean\":\"org.opencompliance.archiver:type=Collector\","
                                        + "\"operation\":\"collectRange\",\"arguments\":[\"x\",\"y\"]}"))
                        .header("Origin", ObservedArchiver.ORIGIN));

        assertThat(status(answer)).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("stacktrace", "error_value", ".java:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"notification\",\"command\":\"register\"}",
                "{\"type\":\"NOTIF\\u0049CATION\",\"command\":\"register\"}",
                "[{\"type\":\"version\"},{\"type\":\"notification\",\"command\":\"register\"}]"
            })
    void nobodySubscribes(String request) throws Exception {
        assertThat(archiver.post(request).statusCode()).isEqualTo(403);
    }

    /** 16,000 lists of all MBeans fit in a request, and take gigabytes in the agent. */
    @Test
    void aRequestForTooMuchIsRefusedAndTheProcessLives() throws Exception {
        String lists = "[" + "{\"type\":\"list\"},".repeat(16_000) + ITEMS + "]";

        assertThat(archiver.post(lists).statusCode()).isEqualTo(413);
        assertThat(status(archiver.post(ITEMS))).isEqualTo(200);
    }

    private static HttpRequest.Builder post(BodyPublisher body) {
        return HttpRequest.newBuilder().POST(body);
    }

    /** The status in the JSON response, else the HTTP status. */
    private static int status(HttpResponse<String> answer) throws IOException {
        return answer.statusCode() == 200
                ? ObservedArchiver.JSON.readTree(answer.body()).path("status").asInt()
                : answer.statusCode();
    }

    /** A JSON string with at least this number of bytes. */
    private static final class Letters extends InputStream {

        private long left;

        Letters(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? '"' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(left, length);
            Arrays.fill(bytes, offset, offset + given, (byte) 'a');
            left -= given;
            return given;
        }
    }
}
