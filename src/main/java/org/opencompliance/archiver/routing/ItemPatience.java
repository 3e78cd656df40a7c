package org.opencompliance.archiver.routing;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.opencompliance.archiver.collect.Collection;

/**
 * Decides when a failed item is retried. A single failed item does not delay its page or the next one: it is retried
 * at the end of its window, unless the source requires too long a pause ({@code Retry-After}). When several items fail
 * in a row, the source is in trouble, and all are retried in place.
 */
public final class ItemPatience {

    /** Longest {@code Retry-After} that items wait for in place while the source is in trouble. */
    private static final Duration BUSY_SOURCE = Duration.ofMinutes(5);
    /** Maximum pause at the end of a window; only the next window waits. */
    private static final Duration END_OF_WINDOW = Duration.ofMinutes(1);

    private final SourceRetryAfter retryAfter;

    public ItemPatience(SourceRetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    /** Whether a failed item is left for the end of its window. */
    public boolean setsAside(Exchange exchange, Collection collection) {
        boolean waitedFor = collection.isSourceInTrouble() && asked(exchange).compareTo(BUSY_SOURCE) <= 0;
        return !collection.isLate() && !waitedFor && !refused(exchange);
    }

    /** Whether an item failed again at the end of its window and would require too long a pause. */
    public boolean givesUp(Exchange exchange, Collection collection) {
        return collection.isLate() && asked(exchange).compareTo(END_OF_WINDOW) > 0;
    }

    private Duration asked(Exchange exchange) {
        return retryAfter.asked(exchange).orElse(Duration.ZERO);
    }

    /** A refused login affects all items. */
    private static boolean refused(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return cause instanceof HttpOperationFailedException answer
                && (answer.getStatusCode() == 401 || answer.getStatusCode() == 403);
    }
}
