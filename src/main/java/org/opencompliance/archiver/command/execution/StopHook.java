package org.opencompliance.archiver.command.execution;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes an archiver or a folder when the process is told to end, as by Ctrl-C; the next start continues the rest. */
public final class StopHook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopHook.class);

    private final Thread hook;

    private StopHook(Thread hook) {
        this.hook = hook;
    }

    public static StopHook closing(AutoCloseable resource) {
        StopHook made = new StopHook(new Thread(() -> close(resource), "stop"));
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("Not closed in order: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the hook is running, and closes the archiver
        }
    }
}
