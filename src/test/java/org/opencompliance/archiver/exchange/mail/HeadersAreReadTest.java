package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersAreReadTest {

    @TempDir
    private Path spool;

    @Test
    void everyFieldOfAMailIsThereOnceRead() throws Exception {
        String text =
                """
                From: "447786910895 John" <john@corp.example>
                Sender: s@corp.example
                To: a@b.example
                To: c@b.example
                CC: d@b.example
                Bcc: e@b.example
                reply-to: f@b.example
                SUBJECT: =?utf-8?B?5Lya?=
                 =?utf-8?B?6K6u?= notes
                Date: Fri, 20 Nov 2026 08:00:00 +0800
                Message-Id: <1@x>
                X-TELEMESSAGE-GROUP_NAME: =?utf-8?B?5Lya6K6u?=

                body""";
        try (ParsedMail mail = ParsedForTest.parse(spool, text)) {
            assertThat(mail.from()).isEqualTo(new MailAddress("447786910895 John", "john@corp.example"));
            assertThat(mail.sender().address()).isEqualTo("s@corp.example");
            assertThat(mail.to()).extracting(MailAddress::address).containsExactly("a@b.example", "c@b.example");
            assertThat(mail.cc()).extracting(MailAddress::address).containsExactly("d@b.example");
            assertThat(mail.bcc()).extracting(MailAddress::address).containsExactly("e@b.example");
            assertThat(mail.replyTo()).extracting(MailAddress::address).containsExactly("f@b.example");
            assertThat(mail.subject()).isEqualTo("会议 notes");
            assertThat(mail.sent()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
            assertThat(mail.received()).isNull();
            assertThat(mail.messageId()).isEqualTo("<1@x>");
            assertThat(mail.headers()).hasSize(11).contains(new MailHeader("X-TELEMESSAGE-GROUP_NAME", "会议"));
        }
    }

    @Test
    void theSenderIsTheFirstMailboxWithAnAddress() throws Exception {
        try (ParsedMail mail = ParsedForTest.parse(spool, "From: nobody, a@b.example\n\n")) {
            assertThat(mail.from().address()).isEqualTo("a@b.example");
        }
        try (ParsedMail mail = ParsedForTest.parse(spool, "From: 447786910895\n\n")) {
            assertThat(mail.from()).isEqualTo(new MailAddress("447786910895", ""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, 会议记录",
        "GB18030, 会议记录",
        "GB18030, Re: 会议",
        "ISO-8859-1, Größe und Frösche",
        "windows-1252, It’s due",
        "UTF-8, café"
    })
    void eightBitFieldsAreReadAsWhatTheyLookLike(String charset, String subject) throws Exception {
        byte[] mail = ("Subject: " + subject + "\r\n\r\n").getBytes(Charset.forName(charset));
        try (ParsedMail parsed = ParsedForTest.parse(spool, mail)) {
            assertThat(parsed.subject()).isEqualTo(subject);
        }
    }

    @Test
    void noFieldHasALineBreakAfterDecoding() throws Exception {
        try (ParsedMail mail = ParsedForTest.parse(spool, "Subject: =?utf-8?Q?a=0D=0ABcc:_x@y.example?=\n\n")) {
            assertThat(mail.subject()).isEqualTo("a Bcc: x@y.example");
            assertThat(mail.bcc()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Return-Pathx.example>\nFrom: a@b.example\n', 1",
        "' folded\n\tand again\n\nFrom: a@b.example\n', 0",
        "' folded\n\tand again\nFrom: a@b.example\n', 2",
        "'From me Tue Nov 20\n>From you\n \t\nFrom: a@b.example\n', 0"
    })
    void textBeforeTheHeaderIsNoted(String header, int lines) throws Exception {
        try (ParsedMail mail = ParsedForTest.parse(spool, header + "\ntext")) {
            assertThat(mail.notes())
                    .isEqualTo(lines == 0 ? List.of() : List.of("Lines of text before the header, left out: " + lines));
        }
    }

    /** U+0085 begins a new line in many programs, and the others between U+0080 and U+009F are control characters, too. */
    @Test
    void noFieldHasAControlCharacter() throws Exception {
        String text =
                "Subject: =?utf-8?B?YcKFQmNjOiB4QHkuZXhhbXBsZcKd?=\nMessage-ID: <a@b>\u0080\nX-Mobile: 1\r\u009d\n\n";
        try (ParsedMail mail = ParsedForTest.parse(spool, text)) {
            assertThat(mail.subject()).isEqualTo("a Bcc: x@y.example");
            assertThat(mail.bcc()).isEmpty();
            assertThat(mail.messageId()).isEqualTo("<a@b>");
            assertThat(mail.headers()).contains(new MailHeader("X-Mobile", "1"));
        }
    }
}
