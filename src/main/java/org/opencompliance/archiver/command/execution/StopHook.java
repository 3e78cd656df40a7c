package org.opencompliance.archiver.command.execution;

import org.opencompliance.archiver.start.Archiver;

/** Closes an archiver when the process is told to end, as by Ctrl-C; the next start continues the rest. */
final class StopHook implements AutoCloseable {

    private final Thread hook;

    private StopHook(Thread hook) {
        this.hook = hook;
    }

    static StopHook closing(Archiver archiver) {
        StopHook made = new StopHook(new Thread(archiver::close, "stop"));
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
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
