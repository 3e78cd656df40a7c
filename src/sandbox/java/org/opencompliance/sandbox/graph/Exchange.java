package org.opencompliance.sandbox.graph;

import java.time.Clock;
import org.opencompliance.sandbox.http.Answer;

/** Dispatches a request for a mailbox to its handler. */
final class Exchange {

    private final MessageCalls messages;
    private final AttachmentCalls attachments;

    Exchange(Clock clock, ContentStore contents, UploadSessions sessions) {
        this.attachments = new AttachmentCalls(contents, sessions);
        this.messages = new MessageCalls(clock, attachments);
    }

    AttachmentCalls attachments() {
        return attachments;
    }

    Answer answer(Mailbox mailbox, Call call) {
        return switch (call.route().operation()) {
            case LIST_FOLDERS, CREATE_FOLDER, GET_FOLDER, UPDATE_FOLDER, DELETE_FOLDER -> folders(mailbox, call);
            case LIST_ATTACHMENTS,
                    CREATE_ATTACHMENT,
                    GET_ATTACHMENT,
                    GET_ATTACHMENT_CONTENT,
                    DELETE_ATTACHMENT,
                    CREATE_UPLOAD_SESSION -> attachments(mailbox, call);
            default -> messages(mailbox, call);
        };
    }

    private Answer folders(Mailbox mailbox, Call call) {
        return mailbox.locked(locked -> switch (call.route().operation()) {
            case LIST_FOLDERS -> FolderCalls.list(locked, call);
            case CREATE_FOLDER -> FolderCalls.create(locked, call);
            case GET_FOLDER -> FolderCalls.get(locked, call);
            case UPDATE_FOLDER -> FolderCalls.update(locked, call);
            default -> FolderCalls.delete(locked, call);
        });
    }

    private Answer messages(Mailbox mailbox, Call call) {
        return mailbox.locked(locked -> switch (call.route().operation()) {
            case LIST_MESSAGES -> messages.list(locked, call);
            case CREATE_MESSAGE -> messages.create(locked, call);
            case GET_MESSAGE -> messages.get(locked, call);
            case UPDATE_MESSAGE -> messages.update(locked, call);
            case DELETE_MESSAGE -> messages.delete(locked, call);
            case MOVE_MESSAGE -> messages.move(locked, call);
            default -> throw new GraphError(501, "NotImplemented", "The sandbox keeps no MIME.");
        });
    }

    private Answer attachments(Mailbox mailbox, Call call) {
        return mailbox.locked(locked -> switch (call.route().operation()) {
            case LIST_ATTACHMENTS -> attachments.list(locked, call);
            case CREATE_ATTACHMENT -> attachments.create(locked, call);
            case GET_ATTACHMENT -> attachments.get(locked, call);
            case GET_ATTACHMENT_CONTENT -> attachments.content(locked, call);
            case DELETE_ATTACHMENT -> attachments.delete(locked, call);
            default -> attachments.createUploadSession(locked, call);
        });
    }
}
