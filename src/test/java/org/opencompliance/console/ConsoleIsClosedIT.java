package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.console.ConsoleHttp.exec;
import static org.opencompliance.console.ConsoleHttp.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.storage.FilesInUse;
import org.opencompliance.sandbox.console.DemoConsole;
import org.opencompliance.sandbox.day.SampleDay;

/** The console requires the password, and permits no more than the policy. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsoleIsClosedIT {

    private static final String CONTEXT =
            "org.apache.camel:context=wechat-archiver,name=\"wechat-archiver\",type=context";
    private static final String LIST_ITEMS = "org.apache.camel:context=wechat-archiver,name=\"list-items\",type=routes";
    private static final String WORK = "org.apache.camel:context=wechat-archiver,name=\"seda://work\",type=endpoints";
    /** Password of the sandbox; the characters after this prefix would be escaped in one way or another. */
    private static final String SOURCE_PASSWORD_BEGIN = "p%+w";

    private static final String DIAGNOSTICS = "com.sun.management:type=DiagnosticCommand";
    private static final String FLIGHT_RECORDER = "jdk.management.jfr:type=FlightRecorder";

    @TempDir
    private static Path folder;

    private static RunningConsole running;
    private static ConsoleHttp http;
    private static String password;

    @BeforeAll
    static void start() throws Exception {
        running = RunningConsole.start(
                folder,
                SampleDay.on(LocalDate.parse("2026-11-21")).odd(false).items(1).make(),
                Map.of());
        password = running.login().password();
        http = ConsoleHttp.of(running.url(), DemoConsole.USER, password);
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void letsInWhoHasThePassword() throws Exception {
        assertThat(http.jolokia(Map.of("type", "version")).path("status").asInt())
                .isEqualTo(200);
        assertThat(logIn(DemoConsole.USER, password)).isEqualTo(200);
    }

    @Test
    void keepsItsSessionFromPagesOfOthers() throws Exception {
        HttpResponse<String> answer =
                http.post("/auth/login", Map.of("username", DemoConsole.USER, "password", password));

        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Strict");
    }

    @Test
    void letsInNobodyElse() throws Exception {
        assertThat(logIn(DemoConsole.USER, password + "x")).isEqualTo(403);
        assertThat(logIn(DemoConsole.USER, "")).isEqualTo(403);
        assertThat(logIn("admin", password)).isEqualTo(403);
        ConsoleHttp stranger = ConsoleHttp.of(http.url(), DemoConsole.USER, "wrong");
        assertThat(stranger.ask(Map.of("type", "version")).statusCode()).isEqualTo(403);
        assertThat(stranger.get("/proxy/http/127.0.0.1/1/").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("pathsBehindTheLogin")
    void tellsNothingWithoutLogin(String path) throws Exception {
        assertThat(http.getWithoutLogin(path).statusCode()).isEqualTo(403);
        assertThat(http.post(path, Map.of("type", "version")).statusCode()).isEqualTo(403);
    }

    private static List<String> pathsBehindTheLogin() {
        return List.of(
                "/jolokia",
                "/jolokia/",
                "/jolokia/version",
                "/jolokia/list",
                "/jolokia/read/java.lang:type=Memory",
                "/proxy",
                "/proxy/http/127.0.0.1/1/jolokia");
    }

    @Test
    void forwardsToNobody() throws Exception {
        int port = running.sandbox().tenant().url().getPort();

        assertThat(http.get("/proxy/http/127.0.0.1/" + port + "/").statusCode()).isEqualTo(403);
        assertThat(http.get("/proxy/http:/localhost:" + port + "/").statusCode())
                .isEqualTo(403);
    }

    @Test
    void asksNoOtherJvm() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            other.setSoTimeout(1_000);
            String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + other.getLocalPort() + "/jmxrmi";

            http.ask(Map.of("type", "read", "mbean", "java.lang:type=Memory", "target", Map.of("url", url)));

            assertThatThrownBy(other::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        int port = URI.create(http.url()).getPort();
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();

        assertThat(others).noneMatch(address -> isReached(new InetSocketAddress(address, port)));
        assertThat(isReached(new InetSocketAddress("127.0.0.1", port))).isTrue();
    }

    @Test
    void answersToNoOtherName() throws Exception {
        URI console = URI.create(http.url());
        try (Socket socket = new Socket("127.0.0.1", console.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("GET /hawtio/ HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void refusesToDo(Map<String, Object> question) throws Exception {
        JsonNode answer = http.jolokia(question);

        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(403);
    }

    private static Stream<Map<String, Object>> forbidden() {
        return Stream.of(
                exec("com.sun.management:type=HotSpotDiagnostic", "dumpHeap", "/tmp/heap.hprof", true),
                exec("com.sun.management:type=HotSpotDiagnostic", "setVMOption", "HeapDumpOnOutOfMemoryError", "true"),
                exec(DIAGNOSTICS, "gcHeapDump", List.of("/tmp/heap.hprof")),
                exec(DIAGNOSTICS, "jvmtiAgentLoad", List.of("/tmp/agent.so")),
                exec(DIAGNOSTICS, "vmSystemProperties"),
                exec(DIAGNOSTICS, "threadPrint", List.of()),
                exec(FLIGHT_RECORDER, "newRecording"),
                exec(FLIGHT_RECORDER, "copyTo", 1, "/tmp/recording.jfr"),
                exec("java.util.logging:type=Logging", "setLoggerLevel", "", "ALL"),
                exec("java.lang:type=Threading", "dumpAllThreads(boolean,boolean)", true, true),
                exec(LIST_ITEMS, "dumpRouteAsXml(boolean)", true),
                exec(LIST_ITEMS, "dumpRouteAsYaml(boolean)", true),
                exec(LIST_ITEMS, "updateRouteFromXml", "<route/>"),
                exec(LIST_ITEMS, "remove"),
                exec(CONTEXT, "dumpRoutesAsXml(boolean)", true),
                exec(CONTEXT, "dumpRoutesAsYaml(boolean)", true),
                exec(CONTEXT, "sendBody", "direct:import-item", "x"),
                exec(CONTEXT, "requestBody", "direct:import-item", "x"),
                exec(CONTEXT, "createEndpoint", "file:/tmp"),
                exec(CONTEXT, "addOrUpdateRoutesFromXml", "<routes/>"),
                exec(CONTEXT, "stop"),
                exec(WORK, "browseAllMessagesAsXml", true),
                exec(
                        "org.apache.camel:context=wechat-archiver,name=BacklogTracer,type=tracer",
                        "dumpAllTracedMessages"),
                exec("hawtio:type=About", "anything"),
                Map.of("type", "read", "mbean", "java.lang:type=Runtime", "attribute", "SystemProperties"),
                Map.of("type", "read", "mbean", "java.lang:type=Runtime", "attribute", "InputArguments"),
                Map.of("type", "read", "mbean", "com.sun.management:type=HotSpotDiagnostic"),
                Map.of("type", "write", "mbean", CONTEXT, "attribute", "Tracing", "value", true),
                Map.of("type", "write", "mbean", "java.lang:type=Memory", "attribute", "Verbose", "value", true));
    }

    @Test
    void tellsNoSecretToWhoMayAskForAnything() throws Exception {
        StringBuilder told = new StringBuilder();
        for (JsonNode bean :
                http.jolokia(Map.of("type", "search", "mbean", "*:*")).path("value")) {
            told.append(http.ask(read(bean.asText())).body());
        }
        told.append(http.ask(Map.of("type", "list")).body());
        told.append(http.ask(exec(CONTEXT, "dumpRoutesAsXml()")).body());
        told.append(http.ask(exec(CONTEXT, "dumpRoutesStatsAsXml", true, true)).body());

        assertThat(running.sandbox().site().password()).startsWith(SOURCE_PASSWORD_BEGIN);
        assertThat(told.toString())
                .contains("list-items-get", "{{telemessage.response-timeout-ms}}")
                .doesNotContain(password, SOURCE_PASSWORD_BEGIN);
    }

    @Test
    void showsThePasswordNowhereElse() throws Exception {
        Path settings = running.login().settings();
        logIn(DemoConsole.USER, password);
        logIn(DemoConsole.USER, password + "x");

        Map<Path, String> kept = new HashMap<>();
        FilesInUse.forEach(folder, (file, text) -> {
            if (!file.startsWith(folder.resolve("console/temporary")) && !file.equals(settings)) {
                kept.put(file, text);
            }
        });
        assertThat(kept).containsKey(running.archiver().log());
        kept.forEach((file, text) -> assertThat(text).as(file.toString()).doesNotContain(password));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        assertThat(running.process().info().commandLine().orElse("")).doesNotContain(password);
    }

    private static int logIn(String user, String password) throws IOException, InterruptedException {
        return http.post("/auth/login", Map.of("username", user, "password", password))
                .statusCode();
    }

    private static boolean isReached(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
