package org.opencompliance.sandbox.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All requests in the order of their responses, with listeners. Thread-safe. */
public final class RequestLog {

    /** Total size of the kept bodies, in bytes: a long run must not fill the heap. */
    private static final long BODIES_LIMIT = 16L * 1024 * 1024;

    private final String server;
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final List<Consumer<RecordedRequest>> listeners = new CopyOnWriteArrayList<>();
    private long bodies;

    public RequestLog(String server) {
        this.server = server;
        ServiceLoader.load(RequestListener.class, RequestLog.class.getClassLoader())
                .forEach(listener -> tell(listener::heard));
    }

    /** Adds a listener, which the thread of the request calls before the response is sent. */
    public void tell(Consumer<RecordedRequest> listener) {
        listeners.add(listener);
    }

    public void add(Request request, Operation operation, String subject, int status) {
        RecordedRequest recorded = new RecordedRequest(
                server,
                operation.name(),
                subject,
                request.method(),
                request.rawPath(),
                request.query(),
                withoutCredentials(request.headers()),
                request.body(),
                Digest.of(request.body()),
                status);
        keep(recorded);
        listeners.forEach(listener -> listener.accept(recorded));
    }

    public synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    public synchronized long count(Operation operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation.name()))
                .count();
    }

    private synchronized void keep(RecordedRequest recorded) {
        RecordedRequest kept = recorded.forTheLog(BODIES_LIMIT - bodies);
        bodies += kept.body().length;
        requests.add(kept);
    }

    private static Map<String, String> withoutCredentials(Map<String, String> headers) {
        Map<String, String> kept = new LinkedHashMap<>(headers);
        kept.computeIfPresent("authorization", (name, value) -> value.split(" ", 2)[0]);
        return Map.copyOf(kept);
    }
}
