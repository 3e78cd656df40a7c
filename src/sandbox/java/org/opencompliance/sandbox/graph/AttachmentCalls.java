package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import org.opencompliance.sandbox.http.Answer;
import org.opencompliance.sandbox.http.Digest;

/** Requests for attachments. */
final class AttachmentCalls {

    /** Smaller attachments are posted, larger ones need an upload session, as documented; in bytes. */
    private static final int SESSION_FROM = 3 * 1024 * 1024;

    private static final long LARGEST = 150L * 1024 * 1024;

    private final ContentStore contents;
    private final UploadSessions sessions;
    private volatile long postedBelow = SESSION_FROM;
    private volatile long sessionsFrom = SESSION_FROM;

    AttachmentCalls(ContentStore contents, UploadSessions sessions) {
        this.contents = contents;
        this.sessions = sessions;
    }

    /** Sets other size limits than the documented ones. */
    void border(long below, long from) {
        postedBelow = below;
        sessionsFrom = from;
    }

    Answer list(Mailbox mailbox, Call call) {
        ODataQuery query = call.query();
        Message message = MessageCalls.message(mailbox, call);
        return query.page(message.attachments, attachment -> query.selected(MessageWriter.attachment(attachment)));
    }

    Answer get(Mailbox mailbox, Call call) {
        AttachmentRecord attachment = attachment(mailbox, call);
        byte[] content = contents.read(attachment.sha256());
        return Answer.json(200, call.query().selected(MessageWriter.attachment(attachment, content)));
    }

    /** The content itself, without JSON around it. */
    Answer content(Mailbox mailbox, Call call) {
        AttachmentRecord attachment = attachment(mailbox, call);
        return Answer.of(200, attachment.contentType(), contents.read(attachment.sha256()));
    }

    Answer create(Mailbox mailbox, Call call) {
        JsonNode json = call.json(Call.ATTACHMENT_REQUEST_LIMIT);
        Message message = MessageCalls.message(mailbox, call);
        Shape.ATTACHMENT.check(json, "attachment");
        AttachmentRecord attachment = read(json, mailbox);
        if (attachment.size() >= postedBelow) {
            throw new GraphError(413, "RequestEntityTooLarge", "The attachment is too large for a request.");
        }
        checkSize(mailbox, message, attachment.size());
        message.attachments.add(attachment);
        return Answer.json(201, MessageWriter.attachment(attachment));
    }

    Answer delete(Mailbox mailbox, Call call) {
        MessageCalls.message(mailbox, call).attachments.remove(attachment(mailbox, call));
        return Answer.empty(204);
    }

    Answer createUploadSession(Mailbox mailbox, Call call) {
        JsonNode json = call.json(Call.REQUEST_LIMIT);
        Shape.UPLOAD.check(json, "createUploadSession");
        JsonNode item = json.path("AttachmentItem");
        if (!"file".equals(item.path("attachmentType").asText())
                || item.path("name").asText("").isBlank()) {
            throw GraphError.badRequest("AttachmentItem needs attachmentType 'file', a name and a size.");
        }
        long size = item.path("size").asLong();
        if (size < sessionsFrom) {
            throw new GraphError(
                    400,
                    "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
                    "The attachment size should not be less than 3 MB.");
        }
        if (size > LARGEST) {
            throw new GraphError(400, "ErrorAttachmentSizeLimitExceeded", "The attachment is larger than 150 MB.");
        }
        Message message = MessageCalls.message(mailbox, call);
        return sessions.open(mailbox, message, item);
    }

    /** Reads a file attachment from JSON and keeps its content. */
    AttachmentRecord read(JsonNode json, Mailbox mailbox) {
        if (!"#microsoft.graph.fileAttachment".equals(json.path("@odata.type").asText())) {
            throw GraphError.unreadableBody("The attachment needs the @odata.type of a file attachment.");
        }
        String name = json.path("name").asText("");
        if (name.isBlank() || !json.hasNonNull("contentBytes")) {
            throw GraphError.badRequest("The attachment needs a name and contentBytes.");
        }
        Digest content = contents.keep(decoded(json.get("contentBytes").asText()));
        return new AttachmentRecord(
                mailbox.newAttachmentId(),
                name,
                json.path("contentType").asText("application/octet-stream"),
                content.size(),
                content.sha256(),
                json.path("isInline").asBoolean(false),
                json.hasNonNull("contentId") ? json.get("contentId").asText() : null);
    }

    /**
     * The size of the message after the addition of these bytes.
     *
     * @throws GraphError when it exceeds the limit of the mailbox
     */
    static long checkSize(Mailbox mailbox, Message message, long more) {
        long size = message.size() + more;
        if (size > mailbox.sizeLimit()) {
            throw messageTooLarge();
        }
        return size;
    }

    static GraphError messageTooLarge() {
        return new GraphError(400, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
    }

    private static AttachmentRecord attachment(Mailbox mailbox, Call call) {
        return MessageCalls.message(mailbox, call).attachments.stream()
                .filter(attachment -> attachment.id().equals(call.route().attachment()))
                .findFirst()
                .orElseThrow(GraphError::itemNotFound);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw GraphError.unreadableBody("Cannot convert the value of contentBytes to Edm.Binary.");
        }
    }
}
