package org.opencompliance.archiver.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.ledger.ReadOnlyLedger;
import org.opencompliance.archiver.storage.LocalObjectStore;
import org.opencompliance.archiver.storage.ObjectStore;

/** A request is carried out once, although two threads look for requests and answer them. */
class RequestsAreCarriedOutOnceTest {

    @TempDir
    private Path folder;

    private RequestHandler handler;
    private boolean answers;

    @Test
    void whenItsAnswerComesDuringTheLook() throws Exception {
        try (ObjectStore area = LocalObjectStore.open(folder, Clock.systemUTC())) {
            ObjectStore store = answeringAfterTheList(area);
            Requests requests = new Requests(store, "wechat");
            handler = new RequestHandler(
                    requests, new ReadOnlyLedger(), null, new DeadLetters(store, null, "wechat"), null);
            Request request = new Request(
                    System.currentTimeMillis() + "-one",
                    "replay",
                    null,
                    null,
                    null,
                    null,
                    "susan",
                    Instant.parse("2026-11-20T00:00:00Z"));
            requests.leave(request);
            assertThat(handler.next()).containsExactly(request);
            handler.replayed(request, List.of());
            answers = true;

            assertThat(handler.next()).isEmpty();
            assertThat(requests.answerTo(request)).isPresent();
            assertThat(handler.next()).isEmpty();
        }
    }

    /** An area whose list of the requests is followed by the answers to all that are completed. */
    private ObjectStore answeringAfterTheList(ObjectStore area) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(area, arguments);
                        boolean list = method.getName().startsWith("list")
                                && arguments[0].toString().contains("/requests/");
                        return list && answers ? answered((Stream<?>) result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Stream<?> answered(Stream<?> listed) throws IOException {
        try (listed) {
            List<?> all = listed.toList();
            handler.answer();
            return all.stream();
        }
    }
}
