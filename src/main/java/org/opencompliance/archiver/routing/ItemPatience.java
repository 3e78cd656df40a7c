package org.opencompliance.archiver.routing;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.work.Collection;

/**
 * How long an item may hold up the others of its page when the source asks to wait for it ({@code Retry-After}). With more than that
 * it is left for the end of its window, where it is waited for a little, or parked. When the source asks so for one item after another
 * it is the source that is busy, and all wait.
 */
public final class ItemPatience {

    /** All wait that long for a busy source; more than that is no pause that it makes. */
    private static final Duration BUSY_SOURCE = Duration.ofMinutes(5);
    /** At the end of a window only the next window waits. */
    private static final Duration END_OF_WINDOW = Duration.ofMinutes(1);

    private final RetryAfter retryAfter;
    private final Duration longest;

    public ItemPatience(RetryAfter retryAfter, Duration longest) {
        this.retryAfter = retryAfter;
        this.longest = longest;
    }

    /** Whether an item that failed is left for the end of its window. */
    public boolean setsAside(Exchange exchange, Collection collection) {
        Duration asked = asked(exchange);
        boolean waitedFor = collection.isSourceBusy() && asked.compareTo(BUSY_SOURCE) <= 0;
        return !collection.isLate() && asked.compareTo(longest) > 0 && !waitedFor;
    }

    /** Whether an item that was left for the end of its window, and failed again, would have to be waited for too long there. */
    public boolean givesUp(Exchange exchange, Collection collection) {
        return collection.isLate() && asked(exchange).compareTo(END_OF_WINDOW) > 0;
    }

    private Duration asked(Exchange exchange) {
        return retryAfter.asked(exchange).orElse(Duration.ZERO);
    }
}
