package org.opencompliance.sandbox.graph;

import java.util.List;

/** Actions of the mailbox owner in Outlook. Thread-safe. */
public final class MailboxUser {

    private final Mailbox mailbox;

    MailboxUser(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    public void createFolder(String name) {
        mailbox.createFolder(root(), name, false);
    }

    /** Creates a folder that clients see only when they request hidden folders. */
    public void createHiddenFolder(String name) {
        mailbox.createFolder(root(), name, true);
    }

    public void renameFolder(String name, String newName) {
        mailbox.change(folder(name).named(newName));
    }

    /** Moves a folder to Deleted Items; its id stays valid. */
    public void deleteFolder(String name) {
        mailbox.change(folder(name).under(folderId(Mailbox.DELETED)));
    }

    /** Removes a folder permanently, with its messages. */
    public void purgeFolder(String name) {
        mailbox.purge(folder(name));
    }

    /** Moves a message, found by either of its ids, to the folder with this name. */
    public void moveMessage(String id, String folderName) {
        mailbox.move(mailbox.existingMessage(id), folder(folderName).id());
    }

    /** Moves a message to Deleted Items. */
    public void deleteMessage(String id) {
        mailbox.move(mailbox.existingMessage(id), folderId(Mailbox.DELETED));
    }

    /** Removes a message permanently. */
    public void purgeMessage(String id) {
        mailbox.remove(mailbox.existingMessage(id));
    }

    /** Edits the text of a message. */
    public void editBody(String id, String text) {
        mailbox.locked(locked -> mailbox.existingMessage(id).body = text);
    }

    /** Edits the subject of a message. */
    public void editSubject(String id, String text) {
        mailbox.locked(locked -> mailbox.existingMessage(id).subject = text);
    }

    /** Removes the last attachment of a message. */
    public void removeAttachment(String id) {
        mailbox.locked(locked -> {
            List<AttachmentRecord> attachments = mailbox.existingMessage(id).attachments;
            return attachments.remove(attachments.size() - 1);
        });
    }

    /** Puts the content of the first attachment in the place of the second, which keeps its name and size. */
    public void replaceAttachment(String id) {
        mailbox.locked(locked -> {
            List<AttachmentRecord> attachments = mailbox.existingMessage(id).attachments;
            AttachmentRecord second = attachments.get(1);
            return attachments.set(
                    1,
                    new AttachmentRecord(
                            second.id(),
                            second.name(),
                            second.contentType(),
                            second.size(),
                            attachments.get(0).sha256(),
                            second.inline(),
                            second.contentId()));
        });
    }

    private FolderRecord folder(String name) {
        return mailbox.folders().stream()
                .filter(folder -> folder.displayName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such folder"));
    }

    private String root() {
        return folderId(Mailbox.ROOT);
    }

    private String folderId(String wellKnownName) {
        return mailbox.existingFolder(wellKnownName).id();
    }
}
