package org.opencompliance.sandbox.storage;

import org.opencompliance.sandbox.http.Operation;

/** The kinds of requests to a storage account. */
public enum StorageOperation implements Operation {
    CONTAINER_CREATE,
    BLOB_LIST,
    BLOB_CREATE,
    BLOB_REPLACE,
    BLOB_READ,
    BLOB_LOOK,
    BLOCK_STAGE,
    BLOCKS_COMMIT,
    LOG_CREATE,
    LOG_APPEND,
    QUEUE_CREATE,
    QUEUE_LOOK,
    MESSAGE_SEND,
    MESSAGES_RECEIVE,
    MESSAGE_UPDATE,
    MESSAGE_DELETE
}
