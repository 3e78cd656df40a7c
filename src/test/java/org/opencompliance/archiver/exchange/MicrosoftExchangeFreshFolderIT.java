package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;

/**
 * The commands of the component's page, run as they are: they install the packaged jar in a repository of their own, and import a
 * message from an empty folder. Only the address of Graph and the credentials are others, by properties of the JVM.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MicrosoftExchangeFreshFolderIT {

    private static final Path PAGE = Path.of("src/main/docs/microsoft-exchange-component.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    /** The test runs after it. */
    private static final String BUILD = "./mvnw -q package -DskipUnitTests\n";

    private static final Path SHELL = Path.of("/bin/sh");
    private static final long PATIENCE_MINUTES = 8;
    private static final String MAILBOX = "2f9c2f4e-6f0f-4d5c-8a3e-0f6f3a1f0b11";

    @TempDir
    private Path folder;

    @Test
    void importsAMessageByTheCommandsOfThePage() throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "There is no shell");
        try (GraphTenant tenant = GraphTenant.start(Clock.systemUTC(), 1)) {
            tenant.add(TenantUser.member(MAILBOX, "susan@contoso.com", "Susan"));

            Path output = folder.resolve("output");
            int exitCode = run(commands(), environment(tenant.url()), output);

            assertThat(exitCode).as(Files.readString(output)).isZero();
            List<MessageRecord> messages = tenant.messages(MAILBOX, "Chats");
            assertThat(messages).as(Files.readString(output)).hasSize(1);
            assertThat(messages.get(0).subject()).isEqualTo("Hello");
            assertThat(messages.get(0).received()).isEqualTo(Instant.parse("2026-11-20T08:15:30Z"));
        }
    }

    private static String commands() throws IOException {
        String commands = COMMANDS.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        assertThat(commands).startsWith(BUILD);
        return commands.substring(BUILD.length());
    }

    private Map<String, String> environment(URI graph) {
        Path java = Path.of(System.getProperty("java.home"));
        String component = " -Dcamel.component.microsoft-exchange.";
        return Map.of(
                "JAVA_HOME",
                java.toString(),
                "PATH",
                java.resolve("bin") + File.pathSeparator + System.getenv("PATH"),
                "JAVA_TOOL_OPTIONS",
                "-Djava.net.preferIPv4Stack=true" + component + "credentials=none" + component + "serviceUrl=" + graph,
                "EXCHANGE_SECRET",
                "none",
                "TMPDIR",
                folder.toString(),
                "MAVEN_ARGS",
                maven());
    }

    /** A repository of its own, so that nothing is installed on this machine; what Maven has fetched before is read. */
    private String maven() {
        String offline = "offline=true".equals(System.getProperty("maven.mode")) ? " -o" : "";
        return "-B -Dmaven.repo.local=" + folder.resolve("repository") + " -Dmaven.repo.local.tail="
                + System.getProperty("maven.repository", System.getProperty("user.home") + "/.m2/repository")
                + " -Dmaven.repo.local.tail.ignoreAvailability=true" + offline;
    }

    private static int run(String commands, Map<String, String> environment, Path output) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(SHELL.toString(), "-e", "-c", commands)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("ended in time")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
