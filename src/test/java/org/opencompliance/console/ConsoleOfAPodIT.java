package org.opencompliance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opencompliance.console.ConsoleHttp.exec;
import static org.opencompliance.console.ConsoleHttp.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lines of the page about the cluster attach the console to the agent of a pod: one with the options of the Integration, on a
 * port that a port-forward makes one of this machine.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConsoleOfAPodIT {

    private static final Pattern LOGIN =
            Pattern.compile("```sh\n(\\(umask 077 && printf .* > (pod[.]properties)\\))\n");
    private static final Pattern OPTIONS = Pattern.compile("- JAVA_TOOL_OPTIONS=(-javaagent:\\S+)");
    private static final Pattern STARTED = Pattern.compile("started with URL http://127[.]0[.]0[.]1:(\\d+)/");
    private static final Path JOLOKIA = Path.of("src/main/jolokia").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void showsThePodToTheUserOfTheConsole() throws Exception {
        Path settings = runLine(group(LOGIN, Files.readString(Path.of("k8s/README.md")), 1));
        Process pod = startPod();
        try {
            withPort(settings, agentPort());
            Agent agent = Agent.of(settings);
            try (Console console = Console.start(
                    agent, ConsoleSettings.onLoopback(0), ConsoleFiles.ofBuild(), folder.resolve("console"))) {
                ConsoleHttp http = ConsoleHttp.of(console.url().toString(), agent.user(), agent.password());

                assertThat(http.jolokia(read("java.lang:type=Memory"))
                                .at("/value/HeapMemoryUsage/used")
                                .asLong())
                        .isPositive();
                assertThat(http.jolokia(exec("java.lang:type=Memory", "gc"))
                                .path("status")
                                .asInt())
                        .isEqualTo(403);
            }
        } finally {
            pod.destroyForcibly().waitFor();
        }
    }

    private Path runLine(String line) throws Exception {
        Process shell = new ProcessBuilder("/bin/sh", "-e", "-c", line)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
        Path settings = folder.resolve("pod.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        return settings;
    }

    private Process startPod() throws IOException {
        String options = group(OPTIONS, Files.readString(Path.of("k8s/base/integration.yaml")), 1)
                .replace("/app/jolokia/jolokia-agent.jar", agentJar())
                .replace("/app/jolokia/", JOLOKIA + "/")
                .replace("port=8778", "port=0")
                .replace("host=0.0.0.0", "host=127.0.0.1");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        options,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Pod.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private static String agentJar() {
        return Arrays.stream(System.getProperty("java.class.path")
                        .split(Pattern.quote(System.getProperty("path.separator"))))
                .filter(entry -> entry.endsWith("-javaagent.jar"))
                .findFirst()
                .orElseThrow();
    }

    private String agentPort() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(Files.readString(log())).containsPattern(STARTED));
        try {
            return group(STARTED, Files.readString(log()), 1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path log() {
        return folder.resolve("pod.log");
    }

    private static void withPort(Path settings, String port) throws IOException {
        Files.writeString(settings, Files.readString(settings).replace("port=8778", "port=" + port));
    }

    private static String group(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group(group);
    }

    /** Stands in for the archiver, which the agent does not know. */
    static final class Pod {

        public static void main(String[] arguments) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}
