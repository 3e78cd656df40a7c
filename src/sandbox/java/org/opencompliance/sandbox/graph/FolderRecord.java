package org.opencompliance.sandbox.graph;

/**
 * A folder of a mailbox. Immutable.
 *
 * @param parentId the id of the parent folder
 * @param wellKnownName such as {@code inbox}, empty for user-created folders
 */
public record FolderRecord(String id, String parentId, String displayName, String wellKnownName, boolean hidden) {

    FolderRecord named(String other) {
        return new FolderRecord(id, parentId, other, wellKnownName, hidden);
    }

    FolderRecord under(String other) {
        return new FolderRecord(id, other, displayName, wellKnownName, hidden);
    }
}
