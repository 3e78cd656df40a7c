package org.opencompliance.archiver.observe;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;

/**
 * The program as a process with the Jolokia agent, as in production: the same policy file, agent settings and JVM options;
 * only the ports are free ones.
 */
final class ObservedArchiver implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    /** The origin of a console on this machine. */
    static final String ORIGIN = "http://127.0.0.1:8080";

    private static final Path JOLOKIA = Path.of("src/main/jolokia").toAbsolutePath();
    private static final Pattern AGENT = Pattern.compile("started with URL (http://\\S+)\\s");
    private static final Pattern PORT = Pattern.compile("health and metrics on (http://[^,]+)/observe");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ArchiverProcess program;
    private final Process process;
    private final URI agent;
    private final URI port;

    private ObservedArchiver(ArchiverProcess program, Process process) {
        this.program = program;
        this.process = process;
        this.agent = URI.create(found(AGENT) + "/");
        this.port = URI.create(found(PORT));
    }

    static ObservedArchiver start(Path folder, Sandbox sandbox, Map<String, String> settings) throws IOException {
        ArchiverProcess program = new ArchiverProcess(folder).jvmOptions(options());
        program.configure(sandbox, settings);
        Process process = program.startRunning();
        try {
            return new ObservedArchiver(program, process);
        } catch (RuntimeException | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> options() {
        String jar = Arrays.stream(System.getProperty("java.class.path")
                        .split(Pattern.quote(System.getProperty("path.separator"))))
                .filter(entry -> entry.endsWith("-javaagent.jar"))
                .findFirst()
                .orElseThrow();
        String agent = "-javaagent:" + jar + "=config=" + JOLOKIA.resolve("jolokia-agent.properties")
                + ",policyLocation=file:" + JOLOKIA.resolve("jolokia-access.xml") + ",port=0";
        return List.of(
                agent, "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError", "-XX:+DisableAttachMechanism");
    }

    /** A text of the log. The agent writes its address in its own thread, possibly after the program is ready. */
    private String found(Pattern pattern) {
        return await().atMost(PATIENCE)
                .until(() -> pattern.matcher(Files.readString(program.log())), Matcher::find)
                .group(1);
    }

    long pid() {
        return process.pid();
    }

    ArchiverProcess program() {
        return program;
    }

    /** The agent's response to a JSON request. */
    JsonNode ask(Object request) throws IOException, InterruptedException {
        return JSON.readTree(post(JSON.writeValueAsString(request)).body());
    }

    /** Calls an operation of our MBeans; @return its result. */
    String call(String type, String operation, Object... arguments) throws IOException, InterruptedException {
        JsonNode answer = ask(
                Map.of("type", "exec", "mbean", mbean(type), "operation", operation, "arguments", List.of(arguments)));
        if (answer.path("status").asInt() != 200) {
            throw new IOException(answer.path("error").asText());
        }
        return answer.path("value").asText();
    }

    /** The attributes of one of our MBeans. */
    JsonNode read(String type) throws IOException, InterruptedException {
        return ask(Map.of("type", "read", "mbean", mbean(type))).path("value");
    }

    HttpResponse<String> post(String json) throws IOException, InterruptedException {
        HttpRequest request = request(agent)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .header("Origin", ORIGIN)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** A request to the agent with all parts set by the test. */
    HttpResponse<String> send(String query, HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.uri(URI.create(agent + query)).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    /** A GET request, as a browser could send it. */
    HttpResponse<String> agent(String path) throws IOException, InterruptedException {
        return client.send(request(URI.create(agent + path)).build(), BodyHandlers.ofString());
    }

    /** A request to the management port. */
    HttpResponse<String> port(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = request(URI.create(port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    String get(String path) throws IOException, InterruptedException {
        return port("GET", path).body();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE);
    }

    private static String mbean(String type) {
        return "org.opencompliance.archiver:type=" + type;
    }
}
