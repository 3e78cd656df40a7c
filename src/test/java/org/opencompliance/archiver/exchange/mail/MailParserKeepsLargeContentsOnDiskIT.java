package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailParserKeepsLargeContentsOnDiskIT {

    private static final int LINE_BYTES = 57;
    private static final int LINES = 150 * 1_048_576 / LINE_BYTES;
    private static final String ENCODED_LINE = "QUJD".repeat(LINE_BYTES / 3) + "\r\n";

    @TempDir
    private Path spool;

    @Test
    void anAttachmentOfAHundredAndFiftyMegabytesIsSpooledOnce() throws Exception {
        InputStream mail = new SequenceInputStream(Collections.enumeration(List.of(
                text("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee file\r\n--b\r\n"
                        + "Content-Type: video/mp4; name=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n"),
                new Repeated(ENCODED_LINE, LINES),
                text("--b--\r\n"))));
        try (ParsedMail parsed = new MailParser(MailLimits.DEFAULT, spool).parse(mail)) {
            MailAttachment film = parsed.attachments().get(0);
            assertThat(film.size()).isEqualTo((long) LINES * LINE_BYTES);
            assertThat(film.sha256()).isEqualTo(sha256OfDecoded());
            assertThat(spooledBytes()).isBetween(film.size(), film.size() + 1_000);
        }
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void aBodyOfTwentyMegabytesBecomesAnAttachment() throws Exception {
        InputStream mail =
                new SequenceInputStream(text("Subject: long\r\n\r\n"), new Repeated("0123456789", 2_000_000));
        try (ParsedMail parsed = new MailParser(MailLimits.DEFAULT, spool).parse(mail)) {
            assertThat(parsed.body().content()).hasSizeLessThan(1_000);
            assertThat(parsed.attachments().get(0).size()).isEqualTo(20_000_000);
        }
    }

    private long spooledBytes() throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static String sha256OfDecoded() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] line = "ABC".repeat(LINE_BYTES / 3).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < LINES; i++) {
            digest.update(line);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A repeated text, generated on read. */
    private static final class Repeated extends InputStream {

        private final byte[] text;
        private final long length;
        private long pos;

        Repeated(String text, int times) {
            this.text = text.getBytes(StandardCharsets.US_ASCII);
            this.length = (long) this.text.length * times;
        }

        @Override
        public int read() {
            return pos < length ? text[(int) (pos++ % text.length)] : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            int n = (int) Math.min(count, length - pos);
            for (int i = 0; i < n; i++) {
                bytes[offset + i] = (byte) read();
            }
            return n == 0 ? -1 : n;
        }
    }
}
