package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailParserBoundsWhatItKeepsTest {

    private static final String START = "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n";

    @TempDir
    private Path spool;

    @Test
    void aLongNameIsCutAndSaidToBe() throws Exception {
        String name = "\u4f1a".repeat(100_000) + ".docx";
        String mail = START + file("filename=\"" + name + "\"") + file("filename=a.txt") + "--b--\n";
        try (ParsedMail parsed = ParsedForTest.parse(spool, mail)) {
            assertThat(parsed.attachments())
                    .extracting(MailAttachment::name)
                    .last()
                    .isEqualTo("a.txt");
            assertThat(parsed.attachments().get(0).name())
                    .startsWith("\u4f1a\u4f1a")
                    .endsWith(".docx");
            assertThat(parsed.notes()).containsExactly("Names of attachments cut because of their length: 1");
        }
    }

    @Test
    void aNameOverTheLengthOfAFileNameIsSaidToBeCutToo() throws Exception {
        String mail = START + file("filename=" + "x".repeat(300)) + "--b--\n";
        try (ParsedMail parsed = ParsedForTest.parse(spool, mail)) {
            assertThat(parsed.notes()).containsExactly("Names of attachments cut because of their length: 1");
        }
    }

    @Test
    void anOrdinaryMailHasNoNotes() throws Exception {
        String mail = START + file("filename=" + "x".repeat(255)) + file("filename=a") + file("filename=a") + "--b--\n";
        try (ParsedMail parsed = ParsedForTest.parse(spool, mail)) {
            assertThat(parsed.notes()).isEmpty();
        }
    }

    @Test
    void aContentIdThatNothingCanReferToIsLeftOutAndSaidToBe() throws Exception {
        String part = "--b\nContent-Type: image/png\nContent-ID: <" + "c".repeat(999) + ">\n\nPNG\n";
        try (ParsedMail parsed = ParsedForTest.parse(spool, START + part + "--b--\n")) {
            assertThat(parsed.attachments().get(0).contentId()).isNull();
            assertThat(parsed.notes()).containsExactly("Content ids of attachments omitted because of their length: 1");
        }
    }

    @Test
    void aBoundaryLongerThanALineSeparatesNothing() throws Exception {
        String boundary = "b".repeat(999);
        String mail = "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n\nx\n";
        try (ParsedMail parsed = ParsedForTest.parse(spool, mail)) {
            assertThat(parsed.body().content()).startsWith("--bbb").endsWith("x\r\n");
        }
    }

    @Test
    void partsTooDeepToBeTakenApartAreSaidToBe() throws Exception {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
        for (int level = 0; level < 40; level++) {
            mail.append("--b" + level + "\nContent-Type: multipart/mixed; boundary=b" + (level + 1) + "\n\n");
        }
        try (ParsedMail parsed = ParsedForTest.parse(spool, mail + "--b40\n\nx\n")) {
            assertThat(parsed.notes())
                    .containsExactly("Parts nested more than 32 levels deep and attached unparsed: 1");
        }
    }

    @Test
    void manyLongHeadersTogetherAreRefused() {
        String part = "--b\nContent-Disposition: attachment; filename=\"" + "x".repeat(1_000_000) + "\"\n\nx\n";
        assertThatThrownBy(() -> parse(START, part, 210))
                .isInstanceOf(MailFormatException.class)
                .hasMessageContaining("longer than 4194304 characters together");
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void tenThousandOrdinaryHeadersAreNot() throws Exception {
        String part = "--b\nContent-Disposition: attachment; filename=\"" + "x".repeat(200) + "\"\n\nx\n";
        try (ParsedMail parsed = parse(START, part, 10_000)) {
            assertThat(parsed.attachments()).hasSize(10_000);
        }
    }

    @Test
    void parametersThatMeanNothingAreNotKept() throws Exception {
        StringBuilder field = new StringBuilder("attachment");
        IntStream.range(0, 100_000).forEach(i -> field.append(";p").append(i).append("=v"));
        String mail = START + "--b\nContent-Disposition: " + field + ";filename=a.txt\n\nx\n--b--\n";
        try (ParsedMail parsed = ParsedForTest.parse(spool, mail)) {
            assertThat(parsed.attachments()).extracting(MailAttachment::name).containsExactly("a.txt");
        }
    }

    private static String file(String parameter) {
        return "--b\nContent-Type: application/pdf\nContent-Disposition: attachment; " + parameter + "\n\nx\n";
    }

    /** Repeats the part this number of times, without keeping the whole mail in memory. */
    private ParsedMail parse(String start, String part, int times) throws Exception {
        byte[] bytes = part.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        InputStream parts = new SequenceInputStream(Collections.enumeration(IntStream.range(0, times)
                .mapToObj(i -> (InputStream) new ByteArrayInputStream(bytes))
                .toList()));
        InputStream begin = new ByteArrayInputStream(start.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        return new MailParser(MailLimits.DEFAULT, spool).parse(new SequenceInputStream(begin, parts));
    }
}
