package org.opencompliance.archiver.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.LoopbackServer;
import org.opencompliance.sandbox.http.Request;
import org.opencompliance.sandbox.site.SiteItem;

/**
 * A source with another interface: {@code GET /v2/records?since=…&until=…&limit=…} lists records without sizes and with the URL of
 * the next page, {@code GET /v2/records/{id}/content} returns the bytes of one. It refuses unknown parameters.
 */
final class RecordsSite implements AutoCloseable {

    /** The last one is a login. */
    private static final Set<String> PARAMETERS = Set.of("since", "until", "limit", "after", "key");

    private final ObjectMapper json = new ObjectMapper();
    private final List<SiteItem> items = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;
    private volatile Predicate<Request> login = request -> true;
    private volatile UnaryOperator<String> next = url -> url;
    private volatile UnaryOperator<ObjectNode> page = whole -> whole;

    RecordsSite(Clock clock) {
        server = new LoopbackServer("records", clock, 0, this::answer);
    }

    URI url() {
        return server.uri();
    }

    void add(SiteItem item) {
        items.add(item);
    }

    /** Which requests it accepts. */
    void accepting(Predicate<Request> other) {
        login = other;
    }

    /** Another next URL. */
    void leadingTo(UnaryOperator<String> other) {
        next = other;
    }

    /** Another page. */
    void listing(UnaryOperator<ObjectNode> other) {
        page = other;
    }

    void behave() {
        next = url -> url;
        page = whole -> whole;
        login = request -> true;
        requests.clear();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private Answer answer(Request request) {
        requests.add(request);
        if (!login.test(request)) {
            return Answer.text(401, "Log in");
        }
        List<String> path = request.segments();
        if (path.equals(List.of("v2", "records"))) {
            return list(request.query());
        }
        return items.stream()
                .filter(item -> path.equals(List.of("v2", "records", item.id(), "content")))
                .findFirst()
                .map(item -> Answer.of(200, "message/rfc822", item.content(), item.actualSize()))
                .orElse(Answer.text(404, "Gone"));
    }

    private Answer list(Map<String, String> query) {
        if (!PARAMETERS.containsAll(query.keySet())) {
            return Answer.text(400, "Unknown parameter");
        }
        Instant since = Instant.parse(query.get("since"));
        Instant until = Instant.parse(query.get("until"));
        int limit = Integer.parseInt(query.get("limit"));
        int after = Integer.parseInt(query.getOrDefault("after", "0"));
        List<SiteItem> inside = items.stream()
                .filter(item ->
                        !item.archivedAt().isBefore(since) && item.archivedAt().isBefore(until))
                .toList();
        int end = Math.min(after + limit, inside.size());
        ObjectNode whole = json.createObjectNode().put("total", inside.size());
        ArrayNode records = whole.putArray("records");
        inside.subList(after, end)
                .forEach(item -> records.add(json.createObjectNode()
                        .put("recordId", item.id())
                        .put("kind", item.type())
                        .put("storedAt", item.archivedAt().toString())));
        String url =
                server.uri() + "/v2/records?since=" + since + "&until=" + until + "&limit=" + limit + "&after=" + end;
        whole.putObject("links").put("next", end < inside.size() ? next.apply(url) : null);
        return Answer.json(200, page.apply(whole));
    }

    @Override
    public void close() {
        server.close();
    }
}
