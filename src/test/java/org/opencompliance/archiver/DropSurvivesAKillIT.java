package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.drop.DropServer;
import org.opencompliance.sandbox.drop.ZipDraft;

/** A {@code collect} of a drop is killed in the middle of a ZIP; the next one loses and doubles nothing. */
@Tag("crash")
class DropSurvivesAKillIT {

    private static final int ITEMS = 80;
    private static final int STAGED = 15;

    private final SampleDay day =
            SampleDay.on(LocalDate.parse("2026-11-20")).odd(false).items(ITEMS).make();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private DropServer drop;
    private ArchiverProcess archiver;

    @BeforeEach
    void setUp() throws IOException {
        sandbox = Sandbox.start(day);
        drop = DropServer.start(folder.resolve("drop"));
        drop.put("202611200000-TeleMessage_1_235959.zip", zip(), Instant.parse("2026-11-21T00:00:05Z"));
        archiver = new ArchiverProcess(folder.resolve("archiver"));
        archiver.configure(
                sandbox,
                Map.of(
                        "telemessage.source",
                        "sftp",
                        "telemessage.url",
                        drop.url().toString(),
                        "telemessage.username",
                        DropServer.USERNAME,
                        "telemessage.password",
                        DropServer.PASSWORD,
                        "telemessage.host-key",
                        drop.hostKey(),
                        "archiver.page-size",
                        "5"));
    }

    /** The items without their owners, whose copies would have other ids than those that the verdict knows. */
    private byte[] zip() {
        ZipDraft zip = new ZipDraft();
        day.items().forEach(item -> {
            String mail = new String(item.content().bytes(), StandardCharsets.ISO_8859_1);
            String withoutOwner = mail.replaceFirst("X-TELEMESSAGE-ArchiveInitiator: .*\r\n([ \t].*\r\n)*", "");
            assertThat(withoutOwner).hasSizeLessThan(mail.length());
            zip.add(item.id() + ".eml", withoutOwner.getBytes(StandardCharsets.ISO_8859_1));
        });
        return zip.bytes();
    }

    @AfterEach
    void tearDown() throws IOException {
        drop.close();
        sandbox.close();
    }

    private String[] collect() {
        return new String[] {
            "collect", "--from", day.from().toString(), "--to", day.to().toString()
        };
    }

    private long staged() throws IOException {
        Path staged = archiver.area().resolve("staged");
        if (!Files.exists(staged)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(staged)) {
            return files.filter(file -> file.toString().endsWith(".eml")).count();
        }
    }

    @Test
    @Timeout(300)
    void nothingIsLostOrDoubled() throws Exception {
        Process killed = archiver.startCommand(collect());
        await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofMinutes(2)).until(() -> staged() >= STAGED);
        killed.destroyForcibly();
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(staged()).isBetween((long) STAGED, ITEMS - 1L);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = archiver.command(new PrintStream(out, true, StandardCharsets.UTF_8), collect());

        assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(staged()).isEqualTo(ITEMS);
        assertThat(sandbox.verdict("WeChat Archiver").differences(archiver.deadLetters()))
                .isEmpty();
    }
}
