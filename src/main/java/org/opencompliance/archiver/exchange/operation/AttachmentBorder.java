package org.opencompliance.archiver.exchange.operation;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The size from which an attachment goes by upload session rather than in a request of its own. Microsoft documents 3
 * MB, but clouds and proxies differ by some bytes or more. If one method is rejected for the size and the other
 * succeeds, the border moves to that size, for all mailboxes of the service. Safe for threads.
 */
final class AttachmentBorder {

    /** Microsoft: "if the file size is between 3 MB and 150 MB, create an upload session". */
    static final long DOCUMENTED = 3L * 1024 * 1024;

    private final AtomicLong sessionsFrom = new AtomicLong(DOCUMENTED);

    /** Whether an attachment of this size, in bytes, goes by session first. */
    boolean bySession(long size) {
        return size >= sessionsFrom.get();
    }

    /** Records that an attachment was too large for a request and went by session. */
    void wentBySession(long size) {
        sessionsFrom.accumulateAndGet(size, Math::min);
    }

    /** Records that an attachment was too small for a session, or its slices too large, and went in a request. */
    void wentByRequest(long size) {
        sessionsFrom.accumulateAndGet(size + 1, Math::max);
    }
}
