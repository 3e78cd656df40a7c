package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opencompliance.sandbox.ChildProcess;
import org.opencompliance.sandbox.console.DemoConsole;

/** A process with the MBeans of {@link FakeArchiver} and the agent, and its console in this JVM. */
record RunningFakeArchiver(Process process, Path scenario, DemoConsole login, Console console)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AGENT = "started with URL";

    static RunningFakeArchiver start(Path folder) throws Exception {
        Path scenario = Files.writeString(folder.resolve("scenario"), "good");
        Path log = folder.resolve("fake.log");
        DemoConsole login = DemoConsole.in(folder.resolve("console"));
        Process process = new ProcessBuilder(command(login, scenario))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(PATIENCE)
                    .failFast(() -> assertThat(process.isAlive())
                            .as(Files.readString(log))
                            .isTrue())
                    .until(
                            () -> Files.readString(log),
                            text -> text.contains(FakeArchiver.RUNNING) && text.contains(AGENT));
            return new RunningFakeArchiver(process, scenario, login, login.serve(log));
        } catch (Exception | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> command(DemoConsole login, Path scenario) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(login.jvmOptions());
        command.addAll(List.of(
                "-Ddemo.main=" + FakeArchiver.class.getName(),
                "-D" + Fixtures.SCENARIO + "=" + scenario,
                "-classpath",
                System.getProperty("java.class.path"),
                ChildProcess.class.getName()));
        return command;
    }

    /** For the test in the browser. */
    Map<String, String> environment() {
        return Map.of(
                "CONSOLE_URL",
                console.url().toString(),
                "CONSOLE_USER",
                DemoConsole.USER,
                "CONSOLE_PASSWORD",
                login.password(),
                "SCENARIO",
                scenario.toString());
    }

    @Override
    public void close() throws Exception {
        console.close();
        process.destroyForcibly().waitFor();
    }
}
