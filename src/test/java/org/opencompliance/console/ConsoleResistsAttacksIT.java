package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opencompliance.console.ServedConsole.PASSWORD;
import static org.opencompliance.console.ServedConsole.USER;
import static org.opencompliance.console.ServedConsole.cookie;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the console, from the network and from pages in the user's browser. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConsoleResistsAttacksIT {

    /** More than the console answers without a wait. */
    private static final int GUESSES = 10;

    @TempDir
    private static Path folder;

    private static ServedConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = ServedConsole.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void slowsDownGuessesOfThePassword() throws Exception {
        HttpResponse<String> last = console.logIn("guessed", "0", "");
        for (int guess = 1; guess < GUESSES && last.statusCode() == 403; guess++) {
            last = console.logIn("guessed", String.valueOf(guess), "");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    }

    @Test
    void givesEachLoginANewSession() throws Exception {
        String prepared = cookie(console.logIn(USER, PASSWORD, "")).split("=")[0] + "=prepared";

        String session = cookie(console.logIn(USER, PASSWORD, prepared));

        assertThat(session).doesNotContain("prepared");
        assertThat(console.send(console.jolokia(session)).statusCode()).isEqualTo(200);
        assertThat(console.send(console.jolokia(prepared)).statusCode()).isEqualTo(403);
        cookie(console.logIn(USER, PASSWORD, session));
        assertThat(console.send(console.jolokia(session)).statusCode()).isEqualTo(403);
    }

    @Test
    void takesNoSessionFromAnAddress() throws Exception {
        String id = console.session().split("=")[1];

        assertThat(console.send(console.request("/jolokia;jsessionid=" + id)
                                .POST(BodyPublishers.ofString("{\"type\":\"version\"}")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void endsTheSessionWithTheLogout() throws Exception {
        String session = console.session();

        console.send(console.request("/auth/logout").header("Cookie", session).GET());

        assertThat(console.send(console.jolokia(session)).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://127.0.0.1:1",
        "Origin, https://mail.example",
        "Origin, null",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, cross-site"
    })
    void forwardsNothingForAForeignPage(String header, String value) throws Exception {
        String session = console.session();
        int before = console.forwarded();

        assertThat(console.send(console.jolokia(session).header(header, value)).statusCode())
                .isEqualTo(403);
        assertThat(console.send(console.request("/jolokia/version")
                                .header("Cookie", session)
                                .header(header, value)
                                .GET())
                        .statusCode())
                .isEqualTo(403);
        assertThat(console.forwarded()).isEqualTo(before);
    }

    @Test
    void forwardsForItsOwnPages() throws Exception {
        String session = console.session();
        int before = console.forwarded();

        HttpResponse<String> answer = console.send(
                console.jolokia(session).header("Origin", console.origin()).header("Sec-Fetch-Site", "same-origin"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(console.forwarded()).isEqualTo(before + 1);
    }

    @Test
    void isOpenedByALinkFromElsewhere() throws Exception {
        HttpResponse<String> page = console.send(console.request("/login")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .GET());

        assertThat(page.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.example", "rebound.example:80", "127.0.0.1.rebound.example", "[::1]"})
    void answersToNoForeignName(String host) throws Exception {
        assertThat(raw("GET /hawtio/login HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void isShownInNoFrameAndLoadsNoForeignScript() throws Exception {
        HttpResponse<String> page = console.send(console.request("/login").GET());
        Map<String, String> headers = Map.of(
                "X-Frame-Options", "DENY", "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer");

        headers.forEach((name, value) ->
                assertThat(page.headers().firstValue(name)).as(name).hasValue(value));
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .anyMatch(policy -> policy.contains("frame-ancestors 'none'") && policy.contains("script-src 'self'"))
                .anyMatch(policy -> policy.contains("script-src-elem 'self';") && !policy.contains("https:"));
        assertThat(page.headers().map()).doesNotContainKeys("server", "access-control-allow-origin");
    }

    @Test
    void tellsNothingOfItsProgramInAnError() throws Exception {
        HttpResponse<String> error = console.send(console.request("/auth/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{no json")));

        assertThat(error.statusCode()).isEqualTo(500);
        assertThat(error.body()).doesNotContain("\tat ", ".java:");
    }

    @Test
    void readsNoLargeRequest() throws Exception {
        assertThat(answerTo("/auth/login", "Accept: */*", 20 << 10)).contains(" 413 ");
        assertThat(answerTo("/jolokia", "Cookie: " + console.session(), 3 << 20))
                .contains(" 413 ");
    }

    /** The first line of the answer to a header alone: a client that sends the content meets the end of the connection at any time. */
    private static String answerTo(String path, String header, int length) throws IOException {
        try (Socket socket = new Socket(console.url().getHost(), console.url().getPort())) {
            socket.setSoTimeout(60_000);
            String head = "POST " + path + " HTTP/1.1\r\nHost: " + console.url().getAuthority()
                    + "\r\nContent-Type: application/json\r\n" + header + "\r\nContent-Length: " + length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).readLine();
        }
    }

    @Test
    void isNoProxy() throws Exception {
        String session = console.session();
        int before = console.forwarded();

        HttpResponse<String> answer = console.send(console.request("/proxy/http/127.0.0.1/1/")
                .header("Cookie", session)
                .GET());
        HttpResponse<String> question = console.send(
                console.request("/proxy/enabled").header("Cookie", session).GET());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(question.body().strip()).isEqualTo("false");
        assertThat(console.forwarded()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void forwardsNoOtherMethod(String method) throws Exception {
        int before = console.forwarded();

        assertThat(console.send(console.jolokia(console.session()).method(method, BodyPublishers.noBody()))
                        .statusCode())
                .isIn(400, 405, 501);
        assertThat(console.forwarded()).isEqualTo(before);
    }

    @Test
    void saysWhatToDoWhenItsPortIsInUse() {
        int port = console.url().getPort();

        assertThatThrownBy(() -> ServedConsole.startOn(folder.resolve("second"), port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The console cannot listen on port " + port + " of 127.0.0.1: set another console.port");
    }

    private static String raw(String request) throws IOException {
        URI url = console.url();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 60_000);
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
