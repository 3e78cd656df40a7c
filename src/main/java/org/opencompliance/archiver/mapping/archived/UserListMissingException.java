package org.opencompliance.archiver.mapping.archived;

/** The filter asks for the list of archived users and no list was accepted yet. The item is valid; retry it later. */
public final class UserListMissingException extends IllegalStateException {

    UserListMissingException(String problem) {
        super(problem);
    }
}
