package org.opencompliance.archiver.routing;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a resource when its exchange completes or fails. */
final class Closing extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final AutoCloseable closeable;

    Closing(AutoCloseable closeable) {
        this.closeable = closeable;
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("A temporary file could not be removed: {}", e.getClass().getSimpleName());
        }
    }
}
