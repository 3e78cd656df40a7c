package org.opencompliance.sandbox.graph;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.FaultPlan;
import org.opencompliance.sandbox.http.Interference;
import org.opencompliance.sandbox.http.LoopbackServer;
import org.opencompliance.sandbox.http.Request;
import org.opencompliance.sandbox.http.RequestLog;

/** The two addresses of a tenant and their handlers. Thread-safe. */
final class TenantServer implements AutoCloseable {

    /** Microsoft's limit of concurrent requests per application and mailbox. */
    private static final int CONCURRENCY_LIMIT = 4;

    private final Ids ids = new Ids();
    private final Directory directory = new Directory();
    private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final InFlight inFlight = new InFlight();
    private final RequestLog log = new RequestLog("tenant");
    private final FaultPlan faults;
    private final ContentStore contents = new ContentStore();
    private final UploadSessions sessions;
    private final Exchange exchange;
    private final UserCalls users = new UserCalls(directory);
    private final TenantView view = new TenantView(this);
    private final LoopbackServer graph;
    private final LoopbackServer uploads;
    private volatile Predicate<String> tokens;
    private volatile boolean pascalCase;

    TenantServer(Clock clock, long seed) {
        this.faults = new FaultPlan(seed);
        this.sessions = new UploadSessions(ids, clock, contents, this::uploadBase);
        this.exchange = new Exchange(clock, contents, sessions);
        this.uploads =
                new LoopbackServer("uploads", clock, UploadSessions.SLICE_LIMIT, request -> cased(upload(request)));
        this.graph =
                new LoopbackServer("graph", clock, Call.ATTACHMENT_REQUEST_LIMIT, request -> cased(answer(request)));
    }

    URI uri() {
        return graph.uri();
    }

    Directory directory() {
        return directory;
    }

    FaultPlan faults() {
        return faults;
    }

    InFlight inFlight() {
        return inFlight;
    }

    RequestLog log() {
        return log;
    }

    UploadSessions sessions() {
        return sessions;
    }

    void requireTokens(Predicate<String> accepted) {
        tokens = accepted;
    }

    void pascalCase() {
        pascalCase = true;
    }

    void attachmentBorder(long postedBelow, long sessionsFrom) {
        exchange.attachments().border(postedBelow, sessionsFrom);
    }

    void add(TenantUser user) {
        directory.add(user);
        mailboxes.computeIfAbsent(user.id(), id -> new Mailbox(user, ids));
    }

    /** The mailbox of an existing user, by id or user principal name. */
    Mailbox mailbox(String key) {
        return directory
                .find(key)
                .map(user -> mailboxes.get(user.id()))
                .orElseThrow(() -> new IllegalArgumentException("No such user"));
    }

    @Override
    public void close() {
        graph.close();
        uploads.close();
        contents.close();
    }

    private String uploadBase() {
        return uploads.uri().toString();
    }

    private Answer cased(Answer answer) {
        return pascalCase ? PascalCase.of(answer) : answer;
    }

    private Answer answer(Request request) {
        List<String> path = request.segments();
        if (path.isEmpty() || !path.get(0).equals("v1.0")) {
            return view.answer(request);
        }
        Route route = Route.of(request.method(), path.subList(1, path.size()));
        Optional<TenantUser> user = directory.find(route.user());
        List<String> subjects =
                user.map(one -> List.of(one.id(), one.userPrincipalName())).orElse(List.of(route.user()));
        Interference round = Interference.of(faults, route.operation(), subjects, GraphError::of);
        Call call = new Call(request, route, uri().toString(), round);
        Answer answer = route.aboutMailbox() && user.isPresent()
                ? counted(
                        user.get().id(),
                        attachmentsOf(call),
                        within -> round.around(same -> guarded(() -> admitted(call, within))))
                : round.around(same -> guarded(() -> admitted(call, null)));
        log.add(request, route.operation(), subjects.get(0), answer.status());
        return answer;
    }

    private Answer upload(Request request) {
        GraphOperation operation =
                request.method().equals("DELETE") ? GraphOperation.CANCEL_UPLOAD : GraphOperation.UPLOAD;
        Optional<UploadSessions.Session> session = sessions.find(request);
        TenantUser user = session.map(one -> one.mailbox().user()).orElse(null);
        List<String> subjects = user == null ? List.of("") : List.of(user.id(), user.userPrincipalName());
        Interference round = Interference.of(faults, operation, subjects, GraphError::of);
        String message = session.map(one -> one.message().immutableId).orElse("");
        Answer answer = counted(
                subjects.get(0),
                message,
                refusal -> round.around(same -> guarded(() -> slice(request, session, refusal))));
        log.add(request, operation, subjects.get(0), answer.status());
        return answer;
    }

    private Answer slice(Request request, Optional<UploadSessions.Session> session, GraphError refusal) {
        if (request.header("authorization").isPresent()) {
            throw new GraphError(401, "InvalidAudience", "The audience claim value is invalid.");
        }
        UploadSessions.Session found = session.orElseThrow(GraphError::itemNotFound);
        if (refusal != null) {
            throw refusal;
        }
        return switch (request.method()) {
            case "PUT" -> sessions.put(found, request);
            case "DELETE" -> sessions.cancel(found);
            default -> throw new GraphError(405, "MethodNotAllowed", "Only PUT and DELETE.");
        };
    }

    /** Handles a counted request; receives the rejection when there are too many requests, else null. */
    private interface Counted {
        Answer answer(GraphError refusal);
    }

    /** Counts until the response is created, before it is sent: so a waiting client never counts twice. */
    private Answer counted(String mailbox, String message, Counted work) {
        boolean within = inFlight.begin(mailbox, CONCURRENCY_LIMIT);
        boolean alone = message.isEmpty() || inFlight.begin(message, 1);
        try {
            return work.answer(refusal(within, alone));
        } finally {
            inFlight.end(mailbox);
            if (!message.isEmpty()) {
                inFlight.end(message);
            }
        }
    }

    private static GraphError refusal(boolean within, boolean alone) {
        if (!within) {
            return GraphError.tooManyAtOnce();
        }
        return alone ? null : new GraphError(412, "ErrorIrresolvableConflict", "The change key does not match.");
    }

    /** The message to which a request adds an attachment, else empty: two concurrent ones are a conflict. */
    private static String attachmentsOf(Call call) {
        return call.route().operation() == GraphOperation.CREATE_ATTACHMENT
                ? call.route().message()
                : "";
    }

    private Answer admitted(Call call, GraphError refusal) {
        if (tokens != null && !bearer(call.request()).filter(tokens).isPresent()) {
            throw new GraphError(401, "InvalidAuthenticationToken", "Access token is empty or not valid.");
        }
        if (refusal != null) {
            throw refusal;
        }
        return switch (call.route().operation()) {
            case LIST_USERS -> users.list(call);
            case GET_USER -> users.get(call);
            case CHECK_GROUPS -> users.groups(call);
            case GET_GROUP -> users.group(call);
            case OTHER -> throw GraphError.badRequest("Resource not found for the segment.");
            default -> exchange.answer(usableMailbox(call.route().user()), call);
        };
    }

    private Mailbox usableMailbox(String key) {
        TenantUser user = directory
                .find(key)
                .orElseThrow(() -> new GraphError(404, "ErrorInvalidUser", "The requested user is invalid."));
        if (!user.mailbox()) {
            throw new GraphError(
                    404,
                    "MailboxNotEnabledForRESTAPI",
                    "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
        }
        return mailboxes.get(user.id());
    }

    private static Optional<String> bearer(Request request) {
        return request.header("authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring(7));
    }

    private static Answer guarded(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (GraphError e) {
            return e.answer();
        }
    }
}
