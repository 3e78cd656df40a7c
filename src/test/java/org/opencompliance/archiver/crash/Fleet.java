package org.opencompliance.archiver.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;

/** Processes of the program on one storage area, each started anew as soon as it is gone. Used by one thread at a time. */
final class Fleet implements AutoCloseable {

    private static final long GRACE_SECONDS = 90;

    private final List<ArchiverProcess> programs = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private int kills;
    private int endsByThemselves;

    /** Starts so many processes, with folders of their own. */
    Fleet(Path folder, Sandbox sandbox, Map<String, String> settings, int size) throws IOException {
        for (int i = 1; i <= size; i++) {
            ArchiverProcess program = new ArchiverProcess(folder.resolve("process-" + i));
            program.configure(sandbox, settings);
            programs.add(program);
            processes.add(program.launch());
        }
    }

    int size() {
        return processes.size();
    }

    /** Ends one as {@code kill -9} does and starts it anew. */
    void kill(int which) throws IOException, InterruptedException {
        processes.get(which).destroyForcibly().waitFor();
        kills++;
        processes.set(which, programs.get(which).launch());
    }

    /** Starts those anew that ended by themselves, as an orchestrator does. */
    void revive() throws IOException {
        for (int i = 0; i < size(); i++) {
            if (!processes.get(i).isAlive()) {
                endsByThemselves++;
                processes.set(i, programs.get(i).launch());
            }
        }
    }

    int kills() {
        return kills;
    }

    int endsByThemselves() {
        return endsByThemselves;
    }

    /** Asks all to end, and waits until they have. */
    @Override
    public void close() throws InterruptedException {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("A process did not end within " + GRACE_SECONDS + " s of SIGTERM");
            }
        }
    }
}
