package org.opencompliance.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.AttachmentRecord;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.site.SiteItem;

/** Archives an item with the largest permitted attachment through the whole program with 192 MB of heap. */
@Tag("long")
class LargeItemIT {

    private static final LocalDate DAY = LocalDate.parse("2026-11-19");
    private static final Instant ARCHIVED = Instant.parse("2026-11-19T10:00:00Z");
    private static final String MAILBOX = "66666666-6666-6666-6666-666666666666";
    private static final int MEGABYTE = 1024 * 1024;
    private static final int MEGABYTES = 150;
    /** A multiple of three, so that the blocks can be encoded one by one. */
    private static final int BLOCK = 3 * MEGABYTE;

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void arrivesByteForByte() throws Exception {
        Path mail = folder.resolve("large.eml");
        String sent = write(mail);
        try (Sandbox sandbox =
                Sandbox.start(SampleDay.on(LocalDate.parse("2026-11-20")).make())) {
            sandbox.tenant().add(TenantUser.member(MAILBOX, "large@contoso.example", "Large"));
            sandbox.tenant().messageSizeLimit(MAILBOX, 400L * MEGABYTE);
            sandbox.site().addAll(List.of(SiteItem.of("large", "file", ARCHIVED, out -> Files.copy(mail, out))));
            ArchiverProcess archiver = new ArchiverProcess(folder.resolve("archiver"));
            archiver.configure(sandbox, Map.of("archiver.size-limit", "150MB"));

            int exitCode = collect(archiver);

            assertThat(exitCode).as("see %s", archiver.log()).isZero();
            assertThat(archiver.deadLetters()).isEmpty();
            List<MessageRecord> messages = sandbox.tenant().messages(MAILBOX, "WeChat Archiver");
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0).attachments())
                    .extracting(AttachmentRecord::size, AttachmentRecord::sha256)
                    .containsExactly(tuple((long) MEGABYTES * MEGABYTE, sent));
            assertThat(Files.readString(archiver.log())).doesNotContain("OutOfMemory");
        }
    }

    private static int collect(ArchiverProcess archiver) throws IOException, InterruptedException {
        Process running = archiver.startRunning();
        Process collecting =
                archiver.startCommand("collect", "--from", DAY + "T00:00:00Z", "--to", DAY.plusDays(1) + "T00:00:00Z");
        try {
            assertThat(collecting.waitFor(240, TimeUnit.SECONDS)).isTrue();
            return collecting.exitValue();
        } finally {
            collecting.destroyForcibly();
            running.destroy();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        }
    }

    /** @return the SHA-256 of the attachment */
    private static String write(Path mail) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Random random = new Random(1);
        byte[] block = new byte[BLOCK];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mail))) {
            out.write(("From: \"8613800000009 Large\" <large@contoso.example>\r\n"
                            + "To: \"8613800000009 Large\" <large@contoso.example>\r\n"
                            + "Date: Thu, 19 Nov 2026 09:59:00 +0000\r\nSubject: Film\r\n"
                            + "X-TELEMESSAGE-ArchiveMessageID: large\r\nMIME-Version: 1.0\r\n"
                            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                            + "Content-Type: video/mp4\r\nContent-Disposition: attachment; filename=film.mp4\r\n"
                            + "Content-Transfer-Encoding: base64\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < MEGABYTES * MEGABYTE / BLOCK; i++) {
                random.nextBytes(block);
                digest.update(block);
                out.write(Base64.getMimeEncoder().encode(block));
                out.write(new byte[] {'\r', '\n'});
            }
            out.write("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
