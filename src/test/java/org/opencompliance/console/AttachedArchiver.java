package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/**
 * The packaged program on a sandbox, and a console that is attached to it: by the three lines of the page, run by a shell. Only the
 * folder of the agent's settings and its port are others.
 */
final class AttachedArchiver implements AutoCloseable {

    private static final Path PAGE = Path.of("src/main/docs/operate.md");
    private static final Pattern LINES = Pattern.compile(
            "```sh\n(install .*/agent[.]properties)\n(.* archiver run)\n(.* target/wechat-archiver-console-\\S+/bin/console)\n```");
    private static final String FOLDER_OF_THE_PAGE = "/etc/wechat-archiver";

    private static final Pattern AGENT = Pattern.compile("started with URL http://127[.]0[.]0[.]1:(\\d+)/");
    private static final Pattern RUNNING = Pattern.compile("(Running); ");
    private static final Pattern CONSOLE = Pattern.compile("Console: (http://\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Matcher lines;
    private final Sandbox sandbox;

    private AttachedArchiver(Path folder, Sandbox sandbox) throws IOException {
        this.folder = folder;
        this.sandbox = sandbox;
        this.lines = LINES.matcher(Files.readString(PAGE));
        assertThat(lines.find()).as("three lines in " + PAGE).isTrue();
    }

    static AttachedArchiver start(Path folder) throws Exception {
        Sandbox sandbox =
                Sandbox.start(SampleDay.on(LocalDate.parse("2026-11-21")).make());
        new ArchiverProcess(folder).configure(sandbox, Map.of());
        AttachedArchiver attached = new AttachedArchiver(folder, sandbox);
        try {
            attached.startBoth();
            return attached;
        } catch (Exception | AssertionError e) {
            attached.close();
            throw e;
        }
    }

    private void startBoth() throws Exception {
        provideProgram();
        assertThat(run(1).waitFor()).as(output(1)).isZero();
        setPort("0");
        run(2);
        setPort(found(AGENT, 2));
        found(RUNNING, 2);
        run(3);
        found(CONSOLE, 3);
    }

    /** The address of the console. */
    String url() throws IOException {
        Matcher url = CONSOLE.matcher(output(3));
        assertThat(url.find()).isTrue();
        return url.group(1);
    }

    /** The settings of the agent. */
    Properties settings() throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newInputStream(agentSettings())) {
            settings.load(in);
        }
        return settings;
    }

    Path agentSettings() {
        return folder.resolve("agent.properties");
    }

    /** The alias of the README, with the settings of the sandbox. */
    private void provideProgram() throws IOException {
        Path program = Path.of("target/bin/archiver").toAbsolutePath();
        Path alias = Files.createDirectories(folder.resolve("bin")).resolve("archiver");
        Path settings = folder.resolve("application.properties");
        Files.writeString(alias, "#!/bin/sh\nexec " + program + " \"$@\" --config " + settings + "\n");
        Files.setPosixFilePermissions(alias, PosixFilePermissions.fromString("rwx------"));
    }

    private void setPort(String port) throws IOException {
        Files.writeString(
                agentSettings(), Files.readString(agentSettings()).replaceAll("(?m)^port=.*$", "port=" + port));
    }

    /** A free port. */
    private Path consoleSettings() throws IOException {
        Path settings = Files.writeString(folder.resolve("console.properties"), "console.port=0\n");
        return Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
    }

    private Process run(int line) throws IOException {
        String command = lines.group(line).replace(FOLDER_OF_THE_PAGE, folder.toString());
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-e", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(log(line).toFile());
        shell.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        shell.environment().put("JAVA_OPTS", "-Xmx192m -Djava.net.preferIPv4Stack=true");
        shell.environment().put("CONSOLE_CONFIG", consoleSettings().toString());
        Process process = shell.start();
        processes.add(process);
        return process;
    }

    private String found(Pattern pattern, int line) throws IOException {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(processes.get(line - 1).isAlive())
                        .as(output(line))
                        .isTrue())
                .untilAsserted(() -> assertThat(output(line)).containsPattern(pattern));
        Matcher found = pattern.matcher(output(line));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private Path log(int line) {
        return folder.resolve("line-" + line + ".log");
    }

    private String output(int line) throws IOException {
        return Files.readString(log(line));
    }

    @Override
    public void close() throws Exception {
        for (Process process : processes) {
            List<ProcessHandle> started = process.descendants().toList();
            process.destroy();
            started.forEach(ProcessHandle::destroy);
            started.forEach(one -> one.onExit().join());
        }
        sandbox.close();
    }
}
