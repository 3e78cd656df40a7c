package org.opencompliance.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import org.opencompliance.sandbox.http.Answer;

/** Requests for mail folders. */
final class FolderCalls {

    private FolderCalls() {}

    static Answer list(Mailbox mailbox, Call call) {
        ODataQuery query = call.query();
        Predicate<FolderRecord> wanted =
                query.filter().map(ODataFilter::folders).orElse(folder -> true);
        List<FolderRecord> found = mailbox.children(parent(mailbox, call)).stream()
                .filter(wanted)
                .filter(folder -> query.includeHiddenFolders() || !folder.hidden())
                .toList();
        return query.page(found, folder -> query.selected(json(mailbox, folder)));
    }

    static Answer create(Mailbox mailbox, Call call) {
        JsonNode json = call.json(Call.REQUEST_LIMIT);
        Shape.FOLDER.check(json, "mailFolder");
        String name = json.path("displayName").asText("");
        if (name.isBlank()) {
            throw new GraphError(400, "ErrorInvalidFolderName", "The folder needs a name.");
        }
        FolderRecord folder = mailbox.createFolder(
                parent(mailbox, call), name, json.path("isHidden").asBoolean(false));
        return Answer.json(201, json(mailbox, folder));
    }

    static Answer get(Mailbox mailbox, Call call) {
        FolderRecord folder = mailbox.existingFolder(call.route().folder());
        return Answer.json(200, call.query().selected(json(mailbox, folder)));
    }

    static Answer update(Mailbox mailbox, Call call) {
        JsonNode json = call.json(Call.REQUEST_LIMIT);
        Shape.FOLDER.check(json, "mailFolder");
        FolderRecord folder = mailbox.existingFolder(call.route().folder());
        FolderRecord renamed = folder.named(json.path("displayName").asText(folder.displayName()));
        mailbox.change(renamed);
        return Answer.json(200, json(mailbox, renamed));
    }

    /** Moves a deleted folder to Deleted Items; its id stays valid. */
    static Answer delete(Mailbox mailbox, Call call) {
        FolderRecord folder = mailbox.existingFolder(call.route().folder());
        FolderRecord deleted = mailbox.existingFolder(Mailbox.DELETED);
        if (folder.parentId().equals(deleted.id())) {
            mailbox.purge(folder);
        } else {
            mailbox.change(folder.under(deleted.id()));
        }
        return Answer.empty(204);
    }

    private static String parent(Mailbox mailbox, Call call) {
        String key = call.route().folder();
        return mailbox.existingFolder(key.isEmpty() ? Mailbox.ROOT : key).id();
    }

    private static ObjectNode json(Mailbox mailbox, FolderRecord folder) {
        List<Message> inside = mailbox.messages().stream()
                .filter(message -> message.folderId.equals(folder.id()))
                .toList();
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", folder.id())
                .put("displayName", folder.displayName())
                .put("parentFolderId", folder.parentId())
                .put("childFolderCount", mailbox.children(folder.id()).size())
                .put("totalItemCount", inside.size())
                .put("unreadItemCount", (int)
                        inside.stream().filter(message -> !message.read()).count())
                .put("isHidden", folder.hidden());
    }
}
