package org.opencompliance.sandbox.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Folders and messages of one user, guarded by the lock of this object; use {@link #locked} for several steps. */
final class Mailbox {

    static final String ROOT = "msgfolderroot";
    static final String DRAFTS = "drafts";
    static final String DELETED = "deleteditems";

    private static final Map<String, String> WELL_KNOWN = wellKnown();

    private final TenantUser user;
    private final Ids ids;
    private final Map<String, FolderRecord> folders = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private long sizeLimit = 35L * 1024 * 1024;

    Mailbox(TenantUser user, Ids ids) {
        this.user = user;
        this.ids = ids;
        String root = ids.next("AQMk");
        folders.put(root, new FolderRecord(root, "", "Top of Information Store", ROOT, false));
        WELL_KNOWN.forEach(
                (name, displayName) -> addFolder(root, displayName, name, name.equals("conversationactions")));
    }

    TenantUser user() {
        return user;
    }

    synchronized <T> T locked(Function<Mailbox, T> work) {
        return work.apply(this);
    }

    synchronized long sizeLimit() {
        return sizeLimit;
    }

    synchronized void sizeLimit(long bytes) {
        sizeLimit = bytes;
    }

    /** By id or well-known name. */
    synchronized Optional<FolderRecord> folder(String key) {
        FolderRecord byId = folders.get(key);
        return byId != null
                ? Optional.of(byId)
                : folders.values().stream()
                        .filter(folder ->
                                !key.isEmpty() && folder.wellKnownName().equalsIgnoreCase(key))
                        .findFirst();
    }

    synchronized FolderRecord existingFolder(String key) {
        return folder(key).orElseThrow(GraphError::itemNotFound);
    }

    synchronized List<FolderRecord> folders() {
        return List.copyOf(folders.values());
    }

    synchronized List<FolderRecord> children(String parentId) {
        return folders.values().stream()
                .filter(folder -> folder.parentId().equals(parentId))
                .toList();
    }

    /**
     * Creates a folder.
     *
     * @throws GraphError when a sibling has the same name, ignoring case
     */
    synchronized FolderRecord createFolder(String parentId, String displayName, boolean hidden) {
        if (children(parentId).stream().anyMatch(folder -> folder.displayName().equalsIgnoreCase(displayName))) {
            throw new GraphError(409, "ErrorFolderExists", "A folder with the specified name already exists.");
        }
        return addFolder(parentId, displayName, "", hidden);
    }

    synchronized void change(FolderRecord folder) {
        folders.put(folder.id(), folder);
    }

    /** Removes a folder permanently, with its messages and subfolders. */
    synchronized void purge(FolderRecord folder) {
        children(folder.id()).forEach(this::purge);
        folders.remove(folder.id());
        messages.removeIf(message -> message.folderId.equals(folder.id()));
    }

    Message newMessage(Instant now) {
        return new Message(ids.next("AAkA"), ids.next("AAMk"), now);
    }

    String newAttachmentId() {
        return ids.next("AAMkAtt");
    }

    synchronized void add(Message message) {
        messages.add(message);
    }

    synchronized void remove(Message message) {
        messages.remove(message);
    }

    /** By mutable or immutable id, in any folder. */
    synchronized Message existingMessage(String key) {
        return messages.stream()
                .filter(message -> message.id.equals(key) || message.immutableId.equals(key))
                .findFirst()
                .orElseThrow(GraphError::itemNotFound);
    }

    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    synchronized void move(Message message, String folderId) {
        message.folderId = folderId;
        message.id = ids.next("AAMk");
    }

    synchronized List<MessageRecord> records() {
        return messages.stream()
                .map(message -> message.record(folders.get(message.folderId).displayName()))
                .toList();
    }

    private FolderRecord addFolder(String parentId, String displayName, String wellKnownName, boolean hidden) {
        FolderRecord folder = new FolderRecord(ids.next("AAMkF"), parentId, displayName, wellKnownName, hidden);
        folders.put(folder.id(), folder);
        return folder;
    }

    private static Map<String, String> wellKnown() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("archive", "Archive");
        names.put("conversationhistory", "Conversation History");
        names.put(DELETED, "Deleted Items");
        names.put(DRAFTS, "Drafts");
        names.put("inbox", "Inbox");
        names.put("junkemail", "Junk Email");
        names.put("outbox", "Outbox");
        names.put("sentitems", "Sent Items");
        names.put("conversationactions", "Conversation Action Settings");
        return names;
    }
}
