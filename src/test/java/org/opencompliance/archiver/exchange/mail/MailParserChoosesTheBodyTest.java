package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailParserChoosesTheBodyTest {

    @TempDir
    private Path spool;

    @Test
    void htmlIsPreferredWhereThereIsAChoiceAndThePlainVersionIsNoAttachment() throws Exception {
        try (ParsedMail mail = parse(
                """
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                plain
                --b
                Content-Type: text/html

                <p>rich</p>
                --b--
                """)) {
            assertThat(mail.body()).isEqualTo(new MailBody(true, "<p>rich</p>"));
            assertThat(mail.attachments()).isEmpty();
        }
    }

    @Test
    void anEmptyHtmlVersionDoesNotHideThePlainOne() throws Exception {
        try (ParsedMail mail = parse(
                """
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                plain
                --b
                Content-Type: text/html

                --b--
                """)) {
            assertThat(mail.body()).isEqualTo(new MailBody(false, "plain"));
        }
    }

    @Test
    void allTextsShowInTheirOrderAndWhatIsBetweenStaysAttached() throws Exception {
        try (ParsedMail mail = parse(
                """
                Content-Type: multipart/mixed; boundary=b

                --b

                first
                --b
                Content-Type: image/png; name=a.png

                png
                --b

                second
                --b
                Content-Type: text/plain; name=notes.txt

                notes
                --b
                Content-Type: text/plain
                Content-Disposition: attachment

                attached
                --b

                third
                --b--
                """)) {
            assertThat(mail.body()).isEqualTo(new MailBody(false, "first\r\n\r\nsecond\r\n\r\nthird"));
            assertThat(mail.attachments())
                    .extracting(MailAttachment::name)
                    .containsExactly("a.png", "notes.txt", "attachment-5.txt");
        }
    }

    @Test
    void plainTextBesideHtmlIsShownAsItIsWritten() throws Exception {
        try (ParsedMail mail = parse(
                """
                Content-Type: multipart/mixed; boundary=b

                --b

                1 < 2 & 3
                --b
                Content-Type: text/html

                <p>second</p>
                --b

                third
                --b--
                """)) {
            assertThat(mail.body().html()).isTrue();
            assertThat(mail.body().content())
                    .containsSubsequence("<pre", ">1 &lt; 2 &amp; 3</pre>", "<p>second</p>", ">third</pre>");
            assertThat(mail.attachments()).isEmpty();
        }
    }

    @Test
    void htmlBetweenFilesIsOneBodyWithinTheFirstDocument() throws Exception {
        try (ParsedMail mail = parse(
                """
                Content-Type: multipart/alternative; boundary=a

                --a

                plain
                --a
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html

                <html><body><p>\u0130 before</p></BODY></html>
                --b
                Content-Type: application/pdf; name=a.pdf

                %PDF
                --b
                Content-Type: text/html

                <p>after</p>
                --b--
                --a--
                """)) {
            assertThat(mail.body().content())
                    .isEqualTo("<html><body><p>\u0130 before</p>\r\n\r\n<div><p>after</p></div></BODY></html>");
            assertThat(mail.attachments()).extracting(MailAttachment::name).containsExactly("a.pdf");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p>a</p><!-- open", "<p>a</p><style>p{", "<p>a</p><TEXTAREA>", "<script>let a"})
    void aTextThatHtmlBeforeItWouldHideIsAttached(String html) throws Exception {
        String mail = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n" + html
                + "\n--b\n\nsecond\n--b--\n";
        try (ParsedMail parsed = parse(mail)) {
            assertThat(parsed.body().content()).isEqualTo(html);
            assertThat(parsed.attachments()).extracting(MailAttachment::name).containsExactly("part-2.txt");
        }
    }

    @Test
    void textsBeyondTheLimitOfABodyAreAttachedFromTheFirstOnThatDoesNotFit() throws Exception {
        String mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n12345\r\n--b\r\n\r\n"
                + "1234567890\r\n--b\r\n\r\n1\r\n--b--\r\n";
        MailLimits limits = new MailLimits(15, 32, 100, 100, 1_000);
        try (ParsedMail parsed = new MailParser(limits, spool)
                .parse(new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(parsed.body().content()).isEqualTo("12345");
            assertThat(parsed.attachments())
                    .extracting(MailAttachment::name)
                    .containsExactly("part-2.txt", "part-3.txt");
        }
    }

    @Test
    void manyTextsAreJoinedInLinearTime() throws Exception {
        String part = "--b\r\nContent-Type: text/html\r\n\r\n<p>1</p>\r\n";
        String mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part.repeat(9_000) + "--b--\r\n";
        try (ParsedMail parsed = CpuBudget.of(Duration.ofSeconds(10))
                .spend(() -> ParsedForTest.parse(spool, mail.getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(parsed.body().content()).hasSizeGreaterThan(9_000 * 8);
        }
    }

    @Test
    void attachedTextIsNoBody() throws Exception {
        try (ParsedMail mail = parse("Content-Type: text/plain\nContent-Disposition: attachment\n\nnote")) {
            assertThat(mail.body()).isEqualTo(MailBody.EMPTY);
            assertThat(mail.attachments()).extracting(MailAttachment::name).containsExactly("attachment-1.txt");
        }
    }

    @Test
    void aMailThatIsOneFileHasNoBody() throws Exception {
        try (ParsedMail mail = parse("Content-Type: audio/amr\nContent-Transfer-Encoding: base64\n\nIyFBTVI=\n")) {
            assertThat(mail.body()).isEqualTo(MailBody.EMPTY);
            assertThat(ParsedForTest.text(mail.attachments().get(0))).isEqualTo("#!AMR");
            assertThat(mail.attachments().get(0).name()).isEqualTo("attachment-1.amr");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gb2312, GB18030, 会议记录",
        "GB18030, GB18030, 会议𠀀记录",
        "gbk, GBK, 朱镕基",
        "big5, Big5, 會議記錄",
        "utf-8, UTF-8, 会议 😀",
        "no-such-charset, UTF-8, 会议",
        "no-such-charset, windows-1252, Größe €",
        "utf-8, windows-1252, Größe",
        "us-ascii, UTF-8, Größe",
        "iso-8859-1, windows-1252, 5 €",
        "'', UTF-8, Größe"
    })
    void textIsDecodedByItsCharsetOrWhatItReallyIs(String label, String real, String text) throws Exception {
        String header = "Content-Type: text/plain; charset=\"" + label + "\"\n\n";
        try (ParsedMail mail = ParsedForTest.parse(spool, header + text, real)) {
            if (label.equals("utf-8") && real.equals("windows-1252")) {
                assertThat(mail.body().content()).startsWith("Gr").endsWith("e");
            } else {
                assertThat(mail.body().content()).isEqualTo(text);
            }
        }
    }

    @Test
    void aBodyAtTheLimitIsKeptAndOneCharacterMoreIsAttached() throws Exception {
        MailParser parser = new MailParser(new MailLimits(5, 32, 100, 100, 10_000), spool);
        try (ParsedMail mail = parser.parse(stream("Subject: a\n\n12345"))) {
            assertThat(mail.body().content()).isEqualTo("12345");
            assertThat(mail.attachments()).isEmpty();
        }
        try (ParsedMail mail = parser.parse(stream("Content-Type: text/html; charset=gbk\n\n会议记录你好"))) {
            assertThat(mail.body().html()).isFalse();
            assertThat(mail.body().content()).contains("5 characters", "message-body.html");
            MailAttachment whole = mail.attachments().get(0);
            assertThat(whole.name()).isEqualTo("message-body.html");
            try (var in = whole.open()) {
                assertThat(in.readAllBytes()).isEqualTo("会议记录你好".getBytes(Charset.forName("GBK")));
            }
        }
    }

    @Test
    void uuencodedBlobsStayInTheText() throws Exception {
        String text = "begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n";
        try (ParsedMail mail = parse("Subject: a\n\n" + text.replace("\r\n", "\n"))) {
            assertThat(mail.body().content()).isEqualTo(text);
        }
    }

    private ParsedMail parse(String mail) throws Exception {
        return ParsedForTest.parse(spool, mail);
    }

    private static ByteArrayInputStream stream(String mail) {
        Charset charset = mail.contains("gbk") ? Charset.forName("GBK") : StandardCharsets.UTF_8;
        return new ByteArrayInputStream(mail.getBytes(charset));
    }
}
