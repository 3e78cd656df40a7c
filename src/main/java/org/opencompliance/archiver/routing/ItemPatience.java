package org.opencompliance.archiver.routing;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.opencompliance.archiver.collect.Collection;

/**
 * When an item is tried again. One that fails among others that do not holds up neither its page nor the next: it is left for the end of
 * its window, and tried again there, but for those that the source asks to wait for too long ({@code Retry-After}). When one item after
 * another fails, it is the source that is in trouble, and all are tried again where they are.
 */
public final class ItemPatience {

    /** All wait that long for a source that asks for it; more than that is no pause that it makes. */
    private static final Duration BUSY_SOURCE = Duration.ofMinutes(5);
    /** At the end of a window only the next window waits. */
    private static final Duration END_OF_WINDOW = Duration.ofMinutes(1);

    private final SourceRetryAfter retryAfter;

    public ItemPatience(SourceRetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    /** Whether an item that failed is left for the end of its window. */
    public boolean setsAside(Exchange exchange, Collection collection) {
        boolean waitedFor = collection.isSourceInTrouble() && asked(exchange).compareTo(BUSY_SOURCE) <= 0;
        return !collection.isLate() && !waitedFor && !refused(exchange);
    }

    /** Whether an item that was left for the end of its window, and failed again, would have to be waited for too long there. */
    public boolean givesUp(Exchange exchange, Collection collection) {
        return collection.isLate() && asked(exchange).compareTo(END_OF_WINDOW) > 0;
    }

    private Duration asked(Exchange exchange) {
        return retryAfter.asked(exchange).orElse(Duration.ZERO);
    }

    /** A login that is refused is refused for all items. */
    private static boolean refused(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return cause instanceof HttpOperationFailedException answer
                && (answer.getStatusCode() == 401 || answer.getStatusCode() == 403);
    }
}
