package org.opencompliance.archiver.exchange.operation;

import java.util.concurrent.atomic.AtomicLong;

/**
 * From which size on an attachment goes by upload session rather than in a request of its own. Microsoft names 3 MB, but
 * clouds and proxies on the way differ by some bytes or more; so the border moves to where one way was refused for the
 * size and the other was taken, for all mailboxes of the service. Safe for threads.
 */
final class AttachmentBorder {

    /** Microsoft's: "if the file size is between 3 MB and 150 MB, create an upload session". */
    static final long DOCUMENTED = 3L * 1024 * 1024;

    private final AtomicLong sessionsFrom = new AtomicLong(DOCUMENTED);

    /** Whether an attachment of so many bytes goes by session first. */
    boolean bySession(long size) {
        return size >= sessionsFrom.get();
    }

    /** An attachment that was too large for a request went by session. */
    void wentBySession(long size) {
        sessionsFrom.accumulateAndGet(size, Math::min);
    }

    /** An attachment that was too small for a session, or its slices too large, went in a request. */
    void wentByRequest(long size) {
        sessionsFrom.accumulateAndGet(size + 1, Math::max);
    }
}
