package org.opencompliance.sandbox.site;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Content;
import org.opencompliance.sandbox.http.Effect;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.http.FaultPlan;
import org.opencompliance.sandbox.http.Hold;
import org.opencompliance.sandbox.http.Interference;
import org.opencompliance.sandbox.http.LoopbackServer;
import org.opencompliance.sandbox.http.RecordedRequest;
import org.opencompliance.sandbox.http.Request;
import org.opencompliance.sandbox.http.RequestLog;

/**
 * A TeleMessage archive over HTTP: {@code GET /archive/v1/items} lists a window page by page,
 * {@code GET /archive/v1/items/{id}} returns the bytes of an item. All requests need the user name and password by HTTP
 * Basic, in UTF-8.
 *
 * <p>Thread-safe. Serves until it is closed.
 */
public final class TeleMessageSite implements AutoCloseable {

    private static final List<String> ITEMS = List.of("archive", "v1", "items");

    private final String username;
    private final String password;
    private final Listing listing = new Listing();
    private final FaultPlan faults;
    private final RequestLog log = new RequestLog("site");
    private final LoopbackServer server;
    private volatile boolean total = true;
    private volatile String network = "wechat";

    private TeleMessageSite(String username, String password, Clock clock, long seed) {
        this.username = username;
        this.password = password;
        this.faults = new FaultPlan(seed);
        this.server = new LoopbackServer("site", clock, 0, this::answer);
    }

    /**
     * Starts an empty site.
     *
     * @param clock for the {@code Date} header; items have their own archived-at times
     * @param seed for faults with a probability
     */
    public static TeleMessageSite start(String username, String password, Clock clock, long seed) {
        return new TeleMessageSite(username, password, clock, seed);
    }

    /** The address without a path. */
    public URI url() {
        return server.uri();
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    /** Adds an item, or replaces the one with the same id. */
    public void add(SiteItem item) {
        listing.add(item);
    }

    public void addAll(Collection<SiteItem> items) {
        items.forEach(this::add);
    }

    /** The network that requests must name; {@code wechat} by default. */
    public void network(String name) {
        network = name;
    }

    /** Whether pages contain {@code totalCount}; true by default. */
    public void attestTotal(boolean attested) {
        total = attested;
    }

    public void inject(Fault fault) {
        faults.add(fault);
    }

    public void clearFaults() {
        faults.clear();
    }

    /** Number of applied faults per kind. */
    public Map<String, Long> faultsStruck() {
        return faults.struck();
    }

    /** Blocks the next response of this operation until it is released. */
    public Hold hold(SiteOperation operation) {
        Hold hold = new Hold();
        inject(Fault.held(hold, true).on(operation));
        return hold;
    }

    /** Number of answered listing requests, with any status. */
    public long listings() {
        return log.count(SiteOperation.LIST);
    }

    /** Number of answered item requests, with any status. */
    public long fetches() {
        return log.count(SiteOperation.FETCH);
    }

    public long fetches(String id) {
        return requests().stream()
                .filter(request -> request.operation().equals(SiteOperation.FETCH.name()))
                .filter(request -> request.subject().equals(id))
                .count();
    }

    /** All requests, in the order of their responses. */
    public List<RecordedRequest> requests() {
        return log.all();
    }

    public void onRequest(Consumer<RecordedRequest> listener) {
        log.tell(listener);
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer answer(Request request) {
        List<String> path = request.segments();
        SiteOperation operation = SiteOperation.OTHER;
        String id = "";
        if (path.equals(ITEMS)) {
            operation = SiteOperation.LIST;
        } else if (path.size() == ITEMS.size() + 1
                && path.subList(0, ITEMS.size()).equals(ITEMS)) {
            operation = SiteOperation.FETCH;
            id = path.get(ITEMS.size());
        }
        SiteOperation asked = operation;
        String subject = id;
        Interference interference = Interference.of(faults, operation, List.of(id), TeleMessageSite::refusal);
        Answer answer = interference.around(round -> work(request, asked, subject, round));
        log.add(request, operation, id, answer.status());
        return answer;
    }

    private Answer work(Request request, SiteOperation operation, String id, Interference round) {
        if (!request.header("authorization").filter(this::opens).isPresent()) {
            return Answer.text(401, "Log in").with("WWW-Authenticate", "Basic realm=\"archive\", charset=\"UTF-8\"");
        }
        if (!request.method().equals("GET")) {
            return Answer.text(405, "Only GET");
        }
        return switch (operation) {
            case LIST -> list(request.query(), round);
            case FETCH -> fetch(id, round);
            default -> Answer.text(404, "Nothing here");
        };
    }

    private boolean opens(String authorization) {
        byte[] login = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return authorization.equals("Basic " + Base64.getEncoder().encodeToString(login));
    }

    private Answer list(Map<String, String> query, Interference round) {
        Optional<String> cursor = Optional.ofNullable(query.get("cursor"));
        if (cursor.isPresent() && !listing.knows(cursor.get())) {
            return Answer.text(400, "Unknown cursor");
        }
        if (!network.equals(query.get("network"))) {
            return Answer.text(400, "network must be " + network);
        }
        try {
            return Answer.json(200, listing.page(Window.of(query), cursor, total, round));
        } catch (IllegalArgumentException e) {
            return Answer.text(400, e.getMessage());
        }
    }

    private Answer fetch(String id, Interference round) {
        Optional<SiteItem> item = listing.item(id);
        if (item.isEmpty()) {
            return Answer.text(404, "Gone");
        }
        Content content = item.get().content();
        long size = item.get().actualSize();
        if (round.find(Effect.Kind.NO_BYTES).isPresent()) {
            return Answer.of(200, "message/rfc822", new byte[0]);
        }
        if (round.find(Effect.Kind.OTHER_SIZE).isPresent()) {
            return Answer.of(
                    200,
                    "message/rfc822",
                    out -> {
                        content.writeTo(out);
                        out.write('\n');
                    },
                    size + 1);
        }
        boolean other = round.find(Effect.Kind.OTHER_BYTES).isPresent();
        Content sent = other ? out -> content.writeTo(new OtherBytes(out)) : content;
        return Answer.of(200, "message/rfc822", sent, size);
    }

    private static Answer refusal(Effect effect) {
        return Answer.text(effect.status(), "Told to fail");
    }

    /** Changes the first byte. */
    private static final class OtherBytes extends FilterOutputStream {
        private boolean changed;

        OtherBytes(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(changed ? b : b ^ 1);
            changed = true;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int rest = offset;
            if (!changed && length > 0) {
                write(bytes[rest++]);
            }
            out.write(bytes, rest, length - (rest - offset));
        }
    }
}
