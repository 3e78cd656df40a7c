package org.opencompliance.archiver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;
import org.opencompliance.sandbox.site.SiteItem;
import org.opencompliance.sandbox.site.SiteOperation;

/** The program as a process with all loggers at the finest level; no data of its item may be logged. */
@Timeout(180)
class LogGateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final String SUBJECT = "Bait-subject-7361";
    private static final String BODY = "Bait-body-8842";
    private static final String FILE = "bait-file-5523.txt";
    private static final String NUMBER = "8613955500001";
    private static final String OTHER_NUMBER = "8613955500002";
    private static final String ADDRESS = "bait.4711@contoso.example";
    private static final String OTHER_ADDRESS = "bait.4712@elsewhere.example";
    private static final List<String> PRIVATE =
            List.of(SUBJECT, BODY, FILE, NUMBER, OTHER_NUMBER, ADDRESS, OTHER_ADDRESS, "bait.4711", "Authorization");

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private ArchiverProcess program;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = Sandbox.start(day());
        program = new ArchiverProcess(folder);
        program.configure(
                sandbox,
                Map.of(
                        "archiver.schedule", "0/3 * * * * ?",
                        "archiver.collect-from", DAY + "T00:00:00Z",
                        "archiver.figures-every", "300ms",
                        "archiver.retry-delay", "100ms",
                        "microsoft.look-patience", "1s",
                        "microsoft.look-pauses", "200ms,500ms",
                        "telemessage.retry-delay-ms", "50",
                        "camel.main.tracing", "true",
                        "camel.trace.enabled", "true",
                        "camel.main.messageHistory", "true"));
        failAtFirst();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void ofTheLevelOfTheProgram() throws Exception {
        archive(List.of("-Darchiver.log-level=TRACE"));

        assertThat(log()).as("talks").contains(" DEBUG ", ", because: ");
        assertNothingPrivate();
    }

    @Test
    void ofAConfigurationThatLogsEverything() throws Exception {
        Path everything = Files.writeString(
                folder.resolve("everything.properties"),
                """
                appender.console.type = Console
                appender.console.name = console
                appender.console.target = SYSTEM_ERR
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %p %c - %m%n%throwable
                rootLogger.level = ALL
                rootLogger.appenderRef.console.ref = console
                """);
        Path java = Files.writeString(
                folder.resolve("java.properties"),
                """
                handlers = java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level = ALL
                .level = ALL
                """);
        archive(List.of(
                "-Dlog4j2.configurationFile=" + everything,
                "-Djava.util.logging.config.file=" + java,
                "-Dlog4j2.level=TRACE",
                "-DAZURE_LOG_LEVEL=verbose",
                "-DAZURE_HTTP_LOG_DETAIL_LEVEL=BODY_AND_HEADERS",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"));

        assertThat(log()).as("talks").contains("DEBUG org.opencompliance.archiver.");
        assertNothingPrivate();
    }

    /** Failures are logged, with the program's own messages only. */
    private void failAtFirst() {
        sandbox.site().inject(Fault.status(500).on(SiteOperation.LIST));
        sandbox.site().inject(Fault.garbage().on(SiteOperation.LIST));
        sandbox.site().inject(Fault.status(503).on(SiteOperation.FETCH));
        sandbox.tenant().inject(Fault.status(500, "internalServerError").on(GraphOperation.CREATE_MESSAGE));
        sandbox.tenant().inject(Fault.dropped().on(GraphOperation.CREATE_MESSAGE));
    }

    private void archive(List<String> options) throws Exception {
        Process process = program.jvmOptions(options).startRunning();
        try {
            await().atMost(PATIENCE)
                    .until(() -> sandbox.tenant().messages("id-bait").size() == 1);
            await().atMost(PATIENCE).until(() -> closed() == 1);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private long closed() throws IOException {
        try (Stream<Path> records = Files.walk(program.area().resolve("work"))) {
            return records.filter(record -> record.toString().endsWith(".json"))
                    .filter(LogGateIT::isClosed)
                    .count();
        }
    }

    private static boolean isClosed(Path work) {
        try {
            return Files.readString(work).contains("\"closedAt\":\"");
        } catch (IOException e) {
            return false;
        }
    }

    private void assertNothingPrivate() throws IOException {
        String log = log();
        List<String> lines = new ArrayList<>();
        for (String secret : secrets()) {
            log.lines().filter(line -> line.contains(secret)).limit(3).forEach(lines::add);
        }
        assertThat(lines).isEmpty();
    }

    private List<String> secrets() {
        String password = sandbox.site().password();
        String login = sandbox.site().username() + ":" + password;
        List<String> secrets = new ArrayList<>(PRIVATE);
        secrets.add(password);
        secrets.add(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        secrets.add(Base64.getEncoder()
                .encodeToString(BODY.getBytes(StandardCharsets.UTF_8))
                .substring(0, 16));
        return secrets;
    }

    private String log() throws IOException {
        return Files.readString(program.log(), StandardCharsets.ISO_8859_1);
    }

    private static SampleDay day() {
        TenantUser bait = TenantUser.member("id-bait", ADDRESS, "Bait");
        String mapping = "External User ID,Microsoft 365 User Mailbox\n" + NUMBER + "," + ADDRESS + "\n";
        SiteItem item = SiteItem.of(
                "item-1", "chat", DAY.atTime(12, 0).toInstant(ZoneOffset.UTC), mail().getBytes(StandardCharsets.UTF_8));
        return new SampleDay(DAY, List.of(item), List.of(bait), mapping, Map.of());
    }

    private static String mail() {
        return String.join(
                "\r\n",
                "From: \"" + NUMBER + " Bait\" <" + ADDRESS + ">",
                "To: \"" + OTHER_NUMBER + " Other\" <" + OTHER_ADDRESS + ">",
                "Subject: " + SUBJECT,
                "Date: Fri, 20 Nov 2026 12:00:00 +0000",
                "X-TELEMESSAGE-MessageType: text",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain; charset=utf-8",
                "",
                BODY,
                "--b",
                "Content-Type: text/plain; name=" + FILE,
                "Content-Disposition: attachment; filename=" + FILE,
                "",
                BODY,
                "--b--",
                "");
    }
}
