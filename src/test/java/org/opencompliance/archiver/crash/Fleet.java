package org.opencompliance.archiver.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;

/** Several processes of the program on one storage area; each is restarted when it ends. Used by one thread at a time. */
final class Fleet implements AutoCloseable {

    private static final long GRACE_SECONDS = 90;
    private static final int MOST_ENDS = 40;

    private final List<Member> members = new ArrayList<>();
    private int kills;
    private int collectorKills;
    private int endsByThemselves;

    /** Starts the given number of processes, each in its own folder. */
    Fleet(Path folder, Sandbox sandbox, Map<String, String> settings, int size) throws IOException {
        this(folder, sandbox, settings, size, List.of());
    }

    /** Starts the given number of processes, each in its own folder, with additional JVM options. */
    Fleet(Path folder, Sandbox sandbox, Map<String, String> settings, int size, List<String> jvmOptions)
            throws IOException {
        for (int i = 1; i <= size; i++) {
            ArchiverProcess program = new ArchiverProcess(folder.resolve("process-" + i)).jvmOptions(jvmOptions);
            program.configure(sandbox, settings);
            members.add(new Member(program));
        }
    }

    int size() {
        return members.size();
    }

    /** The process at this index. */
    Process process(int which) {
        return members.get(which).process;
    }

    /** Ends a process as {@code kill -9} does, and restarts it. */
    void kill(int which) throws IOException, InterruptedException {
        collectorKills += collects(which) ? 1 : 0;
        kills++;
        process(which).destroyForcibly().waitFor();
        members.get(which).launch();
    }

    /** Ends a process as {@code kill -9} does, without a restart. */
    void remove(int which) throws InterruptedException {
        members.remove(which).process.destroyForcibly().waitFor();
    }

    /** Suspends a process, as on a machine without free CPU time. */
    void halt(int which) throws IOException, InterruptedException {
        signal(which, "STOP");
    }

    /** Resumes a suspended process. */
    void wake(int which) throws IOException, InterruptedException {
        signal(which, "CONT");
    }

    private void signal(int which, String name) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(process(which).pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("The signal could not be sent");
        }
    }

    /** Restarts the processes that ended by themselves, as an orchestrator does. */
    void revive() throws IOException {
        for (Member member : members) {
            if (!member.process.isAlive()) {
                endsByThemselves++;
                if (endsByThemselves > MOST_ENDS) {
                    throw new IllegalStateException("Processes end by themselves; see " + member.program.log());
                }
                member.launch();
            }
        }
    }

    /** Whether a process has the leadership, by its last log line about it. */
    boolean collects(int which) throws IOException {
        return members.get(which).collects();
    }

    /** The logs of all processes. */
    String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        for (Member member : members) {
            logs.append(Files.readString(member.program.log(), StandardCharsets.ISO_8859_1));
        }
        return logs.toString();
    }

    int kills() {
        return kills;
    }

    /** Number of kills of the process that was collecting. */
    int collectorKills() {
        return collectorKills;
    }

    int endsByThemselves() {
        return endsByThemselves;
    }

    /** Sends SIGTERM to all processes and waits for their end. */
    @Override
    public void close() throws InterruptedException {
        members.forEach(member -> member.process.destroy());
        for (Member member : members) {
            if (!member.process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                member.process.destroyForcibly();
                throw new IllegalStateException("A process did not end within " + GRACE_SECONDS + " s of SIGTERM");
            }
        }
    }

    private static final class Member {

        // with the logger: the log of a collection that is broken off ends with the same words
        private static final String COLLECTS = "LeadView - This process collects now";
        private static final String NO_LONGER = "LeadView - This process does not collect any longer";

        private final ArchiverProcess program;
        private Process process;
        private long logged;

        Member(ArchiverProcess program) throws IOException {
            this.program = program;
            launch();
        }

        void launch() throws IOException {
            logged = Files.exists(program.log()) ? Files.size(program.log()) : 0;
            process = program.launch();
        }

        boolean collects() throws IOException {
            if (!process.isAlive() || !Files.exists(program.log())) {
                return false;
            }
            String log = Files.readString(program.log(), StandardCharsets.ISO_8859_1);
            String sinceStart = log.substring((int) Math.min(logged, log.length()));
            return sinceStart.lastIndexOf(COLLECTS) > sinceStart.lastIndexOf(NO_LONGER);
        }
    }
}
