package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.http.Request;

/**
 * Upload sessions for attachments in slices, on separate addresses with an auth token. Thread-safe; the slices of one session
 * are processed one at a time.
 */
final class UploadSessions {

    /** Maximum size of one slice, in bytes. */
    static final int SLICE_LIMIT = 4 * 1024 * 1024;

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,12})-(\\d{1,12})/(\\d{1,12})");

    private final Ids ids;
    private final Clock clock;
    private final ContentStore contents;
    private final Supplier<String> base;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    UploadSessions(Ids ids, Clock clock, ContentStore contents, Supplier<String> base) {
        this.ids = ids;
        this.clock = clock;
        this.contents = contents;
        this.base = base;
    }

    /** A session and its progress. Guarded by itself. */
    static final class Session {
        private final String key;
        private final Mailbox mailbox;
        private final Message message;
        private final JsonNode item;
        private final Instant expires;
        private final Path part;
        private long next;

        Session(String key, Mailbox mailbox, Message message, JsonNode item, Instant expires, Path part) {
            this.key = key;
            this.mailbox = mailbox;
            this.message = message;
            this.item = item;
            this.expires = expires;
            this.part = part;
        }

        Mailbox mailbox() {
            return mailbox;
        }

        Message message() {
            return message;
        }

        private String place() {
            return "/api/v2.0/Users('" + mailbox.user().id() + "')/Messages('" + message.id + "')";
        }
    }

    Answer open(Mailbox mailbox, Message message, JsonNode item) {
        Instant expires = clock.instant().plus(LIFETIME);
        Session session = new Session(ids.next("eyJ"), mailbox, message, item, expires, contents.newPart());
        sessions.put(session.key, session);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("@odata.context", base.get() + "/$metadata#uploadSession");
        body.put(
                "uploadUrl",
                base.get() + session.place() + "/AttachmentSessions('" + ids.next("AAMkSes") + "')?authtoken="
                        + session.key);
        body.put("expirationDateTime", MessageWriter.time(expires));
        body.putArray("nextExpectedRanges").add("0-");
        return Answer.json(201, body);
    }

    /** The session for the auth token of the request, until it expires. */
    Optional<Session> find(Request request) {
        return Optional.ofNullable(sessions.get(request.query().getOrDefault("authtoken", "")))
                .filter(session -> clock.instant().isBefore(session.expires));
    }

    /** Expires all sessions immediately. */
    void expire() {
        sessions.values().forEach(this::end);
    }

    Answer cancel(Session session) {
        end(session);
        return Answer.empty(204);
    }

    Answer put(Session session, Request request) {
        synchronized (session) {
            if (!sessions.containsKey(session.key)) {
                throw GraphError.itemNotFound();
            }
            return take(session, request);
        }
    }

    private Answer take(Session session, Request request) {
        if (request.bodyDropped() || request.bodySize() > SLICE_LIMIT) {
            throw new GraphError(413, "RequestEntityTooLarge", "A slice may have 4 MB.");
        }
        long size = session.item.path("size").asLong();
        Matcher range = RANGE.matcher(request.header("content-range").orElse(""));
        boolean fits = range.matches()
                && Long.parseLong(range.group(1)) == session.next
                && Long.parseLong(range.group(2)) == session.next + request.bodySize() - 1
                && Long.parseLong(range.group(3)) == size
                && session.next + request.bodySize() <= size
                && request.bodySize() > 0;
        if (!fits) {
            throw new GraphError(416, "InvalidContentRange", "The range is not the one expected.");
        }
        session.mailbox.locked(
                locked -> AttachmentCalls.checkSize(locked, session.message, session.next + request.bodySize()));
        contents.append(session.part, request.body());
        session.next += request.bodySize();
        return session.next < size ? goOn(session) : finish(session);
    }

    /** Exchange answers with a capital E and a bare number here. */
    private Answer goOn(Session session) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("@odata.context", base.get() + "/$metadata#uploadSession");
        body.put("ExpirationDateTime", MessageWriter.time(session.expires));
        body.putArray("nextExpectedRanges").add(Long.toString(session.next));
        return Answer.json(200, body);
    }

    private Answer finish(Session session) {
        sessions.remove(session.key);
        Digest content = contents.keep(session.part);
        AttachmentRecord attachment = new AttachmentRecord(
                session.mailbox.newAttachmentId(),
                session.item.path("name").asText(),
                session.item.path("contentType").asText("application/octet-stream"),
                content.size(),
                content.sha256(),
                session.item.path("isInline").asBoolean(false),
                session.item.hasNonNull("contentId")
                        ? session.item.get("contentId").asText()
                        : null);
        session.mailbox.locked(locked -> session.message.attachments.add(attachment));
        return Answer.empty(201)
                .with("Location", base.get() + session.place() + "/Attachments('" + attachment.id() + "')");
    }

    private void end(Session session) {
        synchronized (session) {
            sessions.remove(session.key);
            contents.drop(session.part);
        }
    }
}
