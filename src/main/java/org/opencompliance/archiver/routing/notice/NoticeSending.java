package org.opencompliance.archiver.routing.notice;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.notice.Outbox;
import org.opencompliance.archiver.notice.Outbox.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends notices, for the route of that name: what to send, and the result. */
public final class NoticeSending {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSending.class);

    private final Outbox outbox;

    public NoticeSending(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The notices to send now. */
    public List<Due> due() throws IOException {
        return outbox.due();
    }

    /** Whether to try; a stop of the program does not wait for further notices. */
    public boolean isOpen(Exchange exchange, Due due) {
        return outbox.isOpen(due) && !exchange.getContext().getStatus().isStopping();
    }

    /** Records that the receiver accepted a notice. */
    public void sent(Due due) throws IOException {
        outbox.sent(due);
    }

    /** Records a failure; the notice is sent again after a pause. */
    public void failed(Exchange exchange, Due due) throws IOException {
        String failure = NoticeForms.describe(due, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        Instant next = outbox.failed(due, failure);
        if (outbox.isLast(due, next)) {
            LOG.error("Notice {} was not sent and is given up: {}", due.notice().id(), failure);
        } else {
            LOG.warn(
                    "Notice {} was not sent; the next attempt is at {}: {}",
                    due.notice().id(),
                    next,
                    failure);
        }
    }
}
