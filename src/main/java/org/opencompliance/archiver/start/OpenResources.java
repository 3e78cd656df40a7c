package org.opencompliance.archiver.start;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources that a process has opened. It closes them in reverse order, each once, also when the start fails between two
 * of them. A resource that fails to close does not keep the others open.
 */
public final class OpenResources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenResources.class);

    private final Deque<Named> open = new ArrayDeque<>();

    private record Named(String name, AutoCloseable resource) {}

    /** @param name for the log, such as {@code ledger} */
    public synchronized <T extends AutoCloseable> T add(String name, T resource) {
        open.push(new Named(name, resource));
        return resource;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(Named next) {
        try {
            next.resource().close();
        } catch (Exception e) {
            LOG.error(
                    "The {} could not be closed in order: {}",
                    next.name(),
                    e.getClass().getSimpleName());
        }
    }
}
