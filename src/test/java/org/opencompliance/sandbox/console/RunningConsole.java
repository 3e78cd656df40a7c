package org.opencompliance.sandbox.console;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/** The archiver on a sandbox with a day of items, none of them collected yet, and the console in its JVM. */
record RunningConsole(Sandbox sandbox, ArchiverProcess archiver, Process process, ConsoleSettings console)
        implements AutoCloseable {

    private static final long GRACE_SECONDS = 60;

    static RunningConsole start(Path folder, Map<String, String> properties) throws Exception {
        SampleDay day = SampleDay.on(LocalDate.parse("2026-11-21")).make();
        Sandbox sandbox = Sandbox.start(day);
        try {
            ArchiverProcess archiver = new ArchiverProcess(folder);
            archiver.configure(sandbox, properties);
            ConsoleSettings console = ConsoleSettings.in(folder.resolve("console"));
            Process process = archiver.withConsole(console).startRunning();
            return new RunningConsole(sandbox, archiver, process, console);
        } catch (Exception e) {
            sandbox.close();
            throw e;
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        sandbox.close();
    }
}
