package org.opencompliance.sandbox.graph;

/** What the owner of a mailbox can do to it in Outlook. Safe to share between threads. */
public final class MailboxUser {

    private final Mailbox mailbox;

    MailboxUser(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    public void createFolder(String name) {
        mailbox.createFolder(root(), name, false);
    }

    /** Makes a folder that clients see only when they ask for hidden ones. */
    public void createHiddenFolder(String name) {
        mailbox.createFolder(root(), name, true);
    }

    public void renameFolder(String name, String newName) {
        mailbox.change(folder(name).named(newName));
    }

    /** Into Deleted Items, where its id still leads to it. */
    public void deleteFolder(String name) {
        mailbox.change(folder(name).under(folderId(Mailbox.DELETED)));
    }

    /** For good, with the messages in it. */
    public void purgeFolder(String name) {
        mailbox.purge(folder(name));
    }

    /** Moves a message, found by either of its ids, into the folder of this name. */
    public void moveMessage(String id, String folderName) {
        mailbox.move(mailbox.existingMessage(id), folder(folderName).id());
    }

    /** Into Deleted Items. */
    public void deleteMessage(String id) {
        mailbox.move(mailbox.existingMessage(id), folderId(Mailbox.DELETED));
    }

    /** For good. */
    public void purgeMessage(String id) {
        mailbox.remove(mailbox.existingMessage(id));
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
