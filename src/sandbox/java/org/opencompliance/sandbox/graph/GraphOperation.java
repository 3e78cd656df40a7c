package org.opencompliance.sandbox.graph;

import org.opencompliance.sandbox.http.Operation;

/** The operations of a tenant. */
public enum GraphOperation implements Operation {
    LIST_USERS,
    GET_USER,
    CHECK_GROUPS,
    GET_GROUP,
    LIST_FOLDERS,
    CREATE_FOLDER,
    GET_FOLDER,
    UPDATE_FOLDER,
    DELETE_FOLDER,
    LIST_MESSAGES,
    CREATE_MESSAGE,
    GET_MESSAGE,
    GET_MIME,
    UPDATE_MESSAGE,
    DELETE_MESSAGE,
    MOVE_MESSAGE,
    LIST_ATTACHMENTS,
    CREATE_ATTACHMENT,
    GET_ATTACHMENT,
    GET_ATTACHMENT_CONTENT,
    DELETE_ATTACHMENT,
    CREATE_UPLOAD_SESSION,
    UPLOAD,
    CANCEL_UPLOAD,
    VIEW,
    OTHER
}
