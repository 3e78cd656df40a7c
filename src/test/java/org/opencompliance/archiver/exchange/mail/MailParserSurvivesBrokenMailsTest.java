package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailParserSurvivesBrokenMailsTest {

    private static final String PART = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n";

    @TempDir
    private Path spool;

    @AfterEach
    void nothingIsLeft() {
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void anEmptyStreamIsAMailWithoutAnything() throws Exception {
        try (ParsedMail mail = parse("")) {
            assertThat(mail.headers()).isEmpty();
            assertThat(mail.body()).isEqualTo(MailBody.EMPTY);
            assertThat(mail.from()).isNull();
            assertThat(mail.sent()).isNull();
            assertThat(mail.messageId()).isNull();
            assertThat(mail.subject()).isEmpty();
        }
    }

    @Test
    void textWithoutAHeaderIsTheBody() throws Exception {
        try (ParsedMail mail = parse("Just some text\nover lines\n\nand a paragraph")) {
            assertThat(mail.headers()).isEmpty();
            assertThat(mail.body().content()).isEqualTo("Just some text\r\nover lines\r\n\r\nand a paragraph");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: only\nTo: a@b.example",
                "Subject: only\nTo: a@b.example\n",
                "Subject: only\nTo: a@b.example\n\n"
            })
    void aHeaderAloneIsAMail(String header) throws Exception {
        try (ParsedMail mail = parse(header)) {
            assertThat(mail.subject()).isEqualTo("only");
            assertThat(mail.to()).containsExactly(new MailAddress("", "a@b.example"));
            assertThat(mail.body().content()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From me@x.example Tue Nov 20 12:00:00 2026\nSubject: s\n\nbody",
                ">From me@x.example Tue\nSubject: s\n\nbody",
                "\n\nSubject: s\n\nbody",
                "\uFEFFSubject: s\n\nbody",
                "Subject : s\n\nbody",
                "Subject:s\nbody",
                "Subject: s\nTo:\n\nbody"
            })
    void damagedStartsOfAHeaderAreMended(String text) throws Exception {
        try (ParsedMail mail = parse(text)) {
            assertThat(mail.subject()).isEqualTo("s");
            assertThat(mail.body().content()).isEqualTo("body");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void anyLineEndWill(String end) throws Exception {
        String text = "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n"
                + "--b\nContent-Type: image/png\n\nPNG\n--b--\n";
        try (ParsedMail mail =
                ParsedForTest.parse(spool, text.replace("\n", end).getBytes(StandardCharsets.UTF_8))) {
            assertThat(mail.subject()).isEqualTo("s");
            assertThat(mail.body().content()).isEqualTo("hello");
            assertThat(mail.attachments()).hasSize(1);
        }
    }

    @Test
    void aFoldThatLostItsSpaceHidesNoFieldBehindIt() throws Exception {
        try (ParsedMail mail = parse("Subject: one\ntwo\nX-TELEMESSAGE-ArchiveMessageID: 7\n\nbody")) {
            assertThat(mail.subject()).isEqualTo("one two");
            assertThat(mail.headers()).contains(new MailHeader("X-TELEMESSAGE-ArchiveMessageID", "7"));
            assertThat(mail.body().content()).isEqualTo("body");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--b", "--b--", "--b--\n\n", "--bb--"})
    void anyEndOfAMultipartWill(String end) throws Exception {
        try (ParsedMail mail = parse(PART + end)) {
            assertThat(mail.body().content()).startsWith("hello");
        }
    }

    @Test
    void aBoundaryThatIsNeverUsedLosesNoText() throws Exception {
        try (ParsedMail mail =
                parse("Content-Type: multipart/mixed; boundary=wrong\n\n--right\n\nhello\n--right--\n")) {
            assertThat(mail.body().content()).contains("--right", "hello");
        }
    }

    @Test
    void aMultipartWithoutABoundaryIsText() throws Exception {
        try (ParsedMail mail = parse("Content-Type: multipart/mixed\n\n--b\n\nhello\n--b--\n")) {
            assertThat(mail.body().content()).contains("hello");
        }
    }

    @Test
    void textBesideThePartsIsAttachedWhenItIsMoreThanAHint() throws Exception {
        String text = "All of this was meant to be read.\n".repeat(20);
        try (ParsedMail mail =
                parse("Content-Type: multipart/mixed; boundary=b\n\n" + text + "--b\n\nhello\n--b--\nbye")) {
            assertThat(mail.body().content()).isEqualTo("hello");
            assertThat(mail.attachments()).extracting(MailAttachment::name).containsExactly("part-1.txt", "part-3.txt");
            assertThat(ParsedForTest.text(mail.attachments().get(1))).isEqualTo("bye");
        }
        try (ParsedMail mail =
                parse("Content-Type: multipart/mixed; boundary=b\n\nThis is MIME.\n--b\n\nhello\n--b--\n\n \n")) {
            assertThat(mail.attachments()).isEmpty();
        }
    }

    @Test
    void aPartWithoutAHeaderIsText() throws Exception {
        try (ParsedMail mail =
                parse("Content-Type: multipart/mixed; boundary=b\n\n--b\nno header here\nat all\n--b--\n")) {
            assertThat(mail.body().content()).isEqualTo("no header here\r\nat all");
        }
    }

    @Test
    void aNestedMultipartThatStartsWithoutAnEmptyLineIsRead() throws Exception {
        String inner = "Content-Type: multipart/mixed; boundary=i\nMIME-Version: 1.0\n"
                + "--i\nContent-Type: text/plain\n\nhello\n--i--\n";
        try (ParsedMail mail = parse("Content-Type: multipart/mixed; boundary=b\n\n--b\n" + inner + "--b--\n")) {
            assertThat(mail.body().content()).contains("hello");
        }
    }

    @Test
    void tenThousandLevelsAreKeptInOnePiece() throws Exception {
        StringBuilder text = new StringBuilder("Subject: deep\n");
        for (int level = 0; level < 10_000; level++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(level)
                    .append("\n\n--b")
                    .append(level)
                    .append('\n');
        }
        text.append("\nhello");
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            try (ParsedMail mail = parse(text.toString())) {
                assertThat(mail.subject()).isEqualTo("deep");
                MailAttachment rest = mail.attachments().get(0);
                assertThat(rest.contentType()).isEqualTo("message/rfc822");
                assertThat(rest.name()).endsWith(".eml");
                assertThat(ParsedForTest.text(rest))
                        .startsWith("Content-Type: multipart/mixed; boundary=\"b32\"")
                        .endsWith("hello");
            }
        });
    }

    @Test
    void theDeepestLevelThatIsTakenApartIsTheLimit() throws Exception {
        MailLimits limits = new MailLimits(100, 2, 100, 100, 10_000);
        String text =
                "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                        + "Content-Type: multipart/mixed; boundary=c\n\n--c\n\ndeep\n--c--\n"
                        + "--b--\n--a\n\nflat\n--a--\n";
        try (ParsedMail mail = new MailParser(limits, spool).parse(new ByteArrayInputStream(text.getBytes()))) {
            assertThat(mail.body().content()).isEqualTo("flat");
            assertThat(mail.attachments()).hasSize(1);
            try (ParsedMail inner = new MailParser(limits, spool)
                    .parse(mail.attachments().get(0).open())) {
                assertThat(inner.body().content()).isEqualTo("deep");
            }
        }
    }

    @Test
    void tooManyPartsAreMalformed() {
        String text = "Content-Type: multipart/mixed; boundary=b\n" + "\n--b\n\nx".repeat(10_001);
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MailFormatException.class)
                .hasMessageContaining("10000 parts");
    }

    @Test
    void tooManyRecipientsAreMalformedAndManyAreNot() throws Exception {
        assertThatThrownBy(() -> parse("To: " + "a,".repeat(300_000) + "\n\nx"))
                .isInstanceOf(MailFormatException.class)
                .hasMessageContaining("10000");
        assertThatThrownBy(() -> parse(("Cc: " + "a@b,".repeat(2_000) + "\n").repeat(6) + "\nx"))
                .isInstanceOf(MailFormatException.class);
        try (ParsedMail mail = parse("To: " + "a@b,".repeat(10_000) + "\n\nx")) {
            assertThat(mail.to()).hasSize(10_000);
        }
    }

    @Test
    void anEndlessHeaderIsMalformed() {
        assertThatThrownBy(() -> parse("Subject: a\nTo: " + "x".repeat(2_000_000)))
                .isInstanceOf(MailFormatException.class)
                .hasMessageContaining("header");
        assertThatThrownBy(() -> parse("Subject: a\n" + "a:b\n".repeat(10_001)))
                .isInstanceOf(MailFormatException.class);
    }

    @Test
    void twoMegabytesWithoutALineAreText() throws Exception {
        try (ParsedMail mail = parse("x".repeat(2_000_000))) {
            assertThat(mail.attachments()).extracting(MailAttachment::size).containsExactly(2_000_000L);
        }
    }

    @Test
    void anyBytesAreAMailOrMalformed() {
        Random random = new Random(7);
        String[] pieces = {
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "--b",
            "--b--",
            "Content-Type: multipart/mixed; boundary=b",
            "Content-Type: ",
            "=?utf-8?B?",
            "?=",
            ";",
            ":",
            "filename*0*=",
            "''%",
            "\"",
            "<",
            ">",
            "(",
            "To: ",
            "Date: ",
            "Content-Transfer-Encoding: base64",
            "\u00ff",
            "ab",
            " "
        };
        for (int n = 0; n < 500; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            Assertions.assertDoesNotThrow(
                    () -> ParsedForTest.parse(spool, bytes).close(), text::toString);
        }
    }

    private ParsedMail parse(String mail) throws Exception {
        return ParsedForTest.parse(spool, mail);
    }
}
