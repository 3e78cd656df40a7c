package org.opencompliance.archiver.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.storage.CountedRequests;
import org.opencompliance.archiver.storage.LocalObjectStore;

/** A look for requests costs what is recent, however many were ever left. */
class RequestsAreListedOnceTest {

    private static final int MANY = 40;
    private static final long NEVER_AGAIN = 1_000_000_000;

    @TempDir
    Path folder;

    private LocalObjectStore area;
    private CountedRequests counted;

    @BeforeEach
    void leaveOldRequests() throws IOException {
        area = LocalObjectStore.open(folder.resolve("area"), Clock.systemUTC());
        counted = new CountedRequests(area);
        Requests requests = new Requests(area, "wechat");
        for (int i = 0; i < MANY; i++) {
            Request old = request(1_700_000_000_000L + i + "-old");
            requests.leave(old);
            requests.begun(old);
            requests.answer(old, new RequestAnswer(true, "done", null));
        }
    }

    @AfterEach
    void close() throws IOException {
        area.close();
    }

    private static Request request(String id) {
        return new Request(id, "replay", null, null, null, null, "susan", Instant.parse("2026-11-20T00:00:00Z"));
    }

    @Test
    void anOldRequestWithAnAnswerIsNeitherReadNorListedAgain() throws IOException {
        Requests requests = new Requests(counted.store(), "wechat", NEVER_AGAIN);
        assertThat(requests.open()).isEmpty();
        assertThat(counted.take()).isEqualTo(Map.of("list", 1, CountedRequests.LISTED, 3 * MANY));
        Request news = Request.replay(null, null, "susan");
        requests.leave(news);
        counted.take();

        assertThat(requests.open()).containsExactly(news);
        assertThat(counted.take()).containsEntry("read", 1).containsEntry(CountedRequests.LISTED, 1);
    }

    @Test
    void anOldRequestWithoutAnAnswerIsFoundByALookAtAll() throws IOException {
        Request old = request("1600000000000-old");
        new Requests(area, "wechat").leave(old);

        assertThat(new Requests(area, "wechat", NEVER_AGAIN).open()).containsExactly(old);
        assertThat(new Requests(area, "wechat", 0).open()).containsExactly(old);
    }
}
