package org.opencompliance.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {

    private final AtomicReference<Request> got = new AtomicReference<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LoopbackServer server = new LoopbackServer("test", Clock.systemUTC(), 1000, request -> {
        got.set(request);
        return Answer.empty(204);
    });

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aBodyInChunksIsReadWhole() throws Exception {
        byte[] body = new byte[900];
        post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), false);

        assertThat(got.get().headers()).containsEntry("transfer-encoding", "chunked");
        assertThat(got.get().body()).isEqualTo(body);
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        post(BodyPublishers.ofString("later"), true);

        assertThat(got.get().body()).hasSize(5);
    }

    @Test
    void aBodyOverTheLimitIsCountedAndNotKept() throws Exception {
        post(BodyPublishers.ofByteArray(new byte[1001]), false);

        assertThat(got.get().bodyDropped()).isTrue();
        assertThat(got.get().bodySize()).isEqualTo(1001);
    }

    private void post(BodyPublisher body, boolean expectContinue) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/x"))
                .expectContinue(expectContinue)
                .POST(body)
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
    }
}
