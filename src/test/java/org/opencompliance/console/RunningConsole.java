package org.opencompliance.console;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.console.DemoConsole;
import org.opencompliance.sandbox.day.SampleDay;

/** The archiver on a sandbox with a day of items, none of them collected yet, and its console in this JVM. */
record RunningConsole(Sandbox sandbox, ArchiverProcess archiver, Process process, DemoConsole login, Console console)
        implements AutoCloseable {

    private static final long GRACE_SECONDS = 60;

    static RunningConsole start(Path folder, SampleDay day, Map<String, String> properties) throws Exception {
        Sandbox sandbox = Sandbox.start(day);
        try {
            ArchiverProcess archiver = new ArchiverProcess(folder);
            archiver.configure(sandbox, properties);
            DemoConsole login = DemoConsole.in(folder.resolve("console"));
            Process process = archiver.endingWithParent(login.jvmOptions()).startRunning();
            return new RunningConsole(sandbox, archiver, process, login, serve(login, archiver, process));
        } catch (Exception e) {
            sandbox.close();
            throw e;
        }
    }

    private static Console serve(DemoConsole login, ArchiverProcess archiver, Process process) throws Exception {
        try {
            return login.serve(archiver.log());
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    String url() {
        return console.url().toString();
    }

    @Override
    public void close() throws Exception {
        console.close();
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        sandbox.close();
    }
}
