package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Effect;

/** Requests for messages. */
final class MessageCalls {

    private final Clock clock;
    private final AttachmentCalls attachments;

    MessageCalls(Clock clock, AttachmentCalls attachments) {
        this.clock = clock;
        this.attachments = attachments;
    }

    Answer list(Mailbox mailbox, Call call) {
        ODataQuery query = call.query();
        Optional<String> folder = folderId(mailbox, call);
        Predicate<Message> inPlace = message -> folder.isEmpty() || folder.get().equals(message.folderId);
        Predicate<Message> wanted = query.filter()
                .map(ODataFilter::messages)
                .map(filter -> filter.and(this::found))
                .orElse(message -> true);
        List<Message> found = new ArrayList<>(mailbox.locked(locked -> locked.messages().stream()
                .filter(this::visible)
                .filter(inPlace)
                .filter(wanted)
                .toList()));
        if (query.newestFirst()) {
            Collections.reverse(found);
        }
        return query.page(found, message -> MessageWriter.message(message, call.immutableIds(), query));
    }

    Answer get(Mailbox mailbox, Call call) {
        return Answer.json(200, MessageWriter.message(message(mailbox, call), call.immutableIds(), call.query()));
    }

    Answer create(Mailbox mailbox, Call call) {
        if (call.plainText()) {
            return createFromMime(mailbox, call);
        }
        JsonNode json = call.json(Call.REQUEST_LIMIT);
        Message message = mailbox.newMessage(clock.instant());
        message.folderId = folderId(mailbox, call)
                .orElse(mailbox.existingFolder(Mailbox.DRAFTS).id());
        MessageReader.create(json, message);
        complete(message, mailbox);
        json.path("attachments").forEach(attachment -> message.attachments.add(attachments.read(attachment, mailbox)));
        return add(message, mailbox, call);
    }

    Answer update(Mailbox mailbox, Call call) {
        JsonNode json = call.json(Call.REQUEST_LIMIT);
        Message message = message(mailbox, call);
        MessageReader.update(json, message);
        return Answer.json(200, MessageWriter.message(message, call.immutableIds(), call.query()));
    }

    /** A deleted message goes into Deleted Items first. */
    Answer delete(Mailbox mailbox, Call call) {
        Message message = message(mailbox, call);
        String deleted = mailbox.existingFolder(Mailbox.DELETED).id();
        if (message.folderId.equals(deleted)) {
            mailbox.remove(message);
        } else {
            mailbox.move(message, deleted);
        }
        return Answer.empty(204);
    }

    Answer move(Mailbox mailbox, Call call) {
        JsonNode json = call.json(Call.REQUEST_LIMIT);
        Shape.MOVE.check(json, "move");
        String destination =
                json.path("DestinationId").asText(json.path("destinationId").asText(""));
        Message message = message(mailbox, call);
        mailbox.move(message, mailbox.existingFolder(destination).id());
        return Answer.json(201, MessageWriter.message(message, call.immutableIds(), call.query()));
    }

    /** The message of the request; if the request names a folder, it must contain the message. */
    static Message message(Mailbox mailbox, Call call) {
        Message message = mailbox.existingMessage(call.route().message());
        Optional<String> folder = folderId(mailbox, call);
        if (folder.isPresent() && !folder.get().equals(message.folderId)) {
            throw GraphError.itemNotFound();
        }
        return message;
    }

    private static Optional<String> folderId(Mailbox mailbox, Call call) {
        String key = call.route().folder();
        return key.isEmpty()
                ? Optional.empty()
                : Optional.of(mailbox.existingFolder(key).id());
    }

    /** Exchange accepts MIME only outside a folder, and creates a draft from it. */
    private Answer createFromMime(Mailbox mailbox, Call call) {
        if (!call.route().folder().isEmpty()) {
            throw GraphError.unreadableBody("Unable to read the request payload as JSON.");
        }
        Message message = mailbox.newMessage(clock.instant());
        message.folderId = mailbox.existingFolder(Mailbox.DRAFTS).id();
        String mime = new String(call.mime(), StandardCharsets.UTF_8);
        mime.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, "Subject:", 0, 8))
                .forEach(line -> message.subject = line.substring(8).trim());
        complete(message, mailbox);
        return add(message, mailbox, call);
    }

    private static void complete(Message message, Mailbox mailbox) {
        if (message.from == null) {
            TenantUser owner = mailbox.user();
            message.from = new Address(owner.displayName(), owner.userPrincipalName());
        }
        if (message.sender == null) {
            message.sender = message.from;
        }
        if (message.internetMessageId == null) {
            message.internetMessageId = "<" + message.immutableId + "@sandbox.invalid>";
        }
    }

    private Answer add(Message message, Mailbox mailbox, Call call) {
        if (message.size() > mailbox.sizeLimit()) {
            throw AttachmentCalls.messageTooLarge();
        }
        call.round()
                .find(Effect.Kind.HIDDEN_FOR)
                .ifPresent(effect -> message.hiddenUntil = clock.instant().plus(effect.time()));
        call.round()
                .find(Effect.Kind.UNSEEN_FOR)
                .ifPresent(effect -> message.unseenUntil = clock.instant().plus(effect.time()));
        call.round().find(Effect.Kind.HIDDEN_FROM).ifPresent(effect -> message.hiddenLookups = effect.number());
        mailbox.add(message);
        return Answer.json(201, MessageWriter.message(message, call.immutableIds(), call.query()));
    }

    /** Whether lists and filters already show the message. */
    private boolean visible(Message message) {
        return !clock.instant().isBefore(message.unseenUntil);
    }

    /** Whether a filter already finds the message; the index may lag. */
    private boolean found(Message message) {
        Instant now = clock.instant();
        if (now.isBefore(message.hiddenUntil)) {
            return false;
        }
        return message.hiddenLookups <= 0 || message.hiddenLookups-- <= 0;
    }
}
