package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.archiver.LinearTime.assertLinear;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignTextIsReadInLinearTimeTest {

    @TempDir
    private Path spool;

    @Test
    void dates() throws Exception {
        assertLinear(MailDate::parse);
        assertLinear(text -> MailDate.parse("Fri, 20 Nov 2026 08:00:00" + text));
    }

    @Test
    void namesOfAttachments() throws Exception {
        assertLinear(text -> new AttachmentNames().take(text, "attachment-1", "application/pdf"));
    }

    @Test
    void addresses() throws Exception {
        assertLinear(text -> AddressList.parse(text, 10_000));
    }

    @Test
    void encodedWords() throws Exception {
        assertLinear(EncodedWords::decode);
        assertLinear(text -> EncodedWords.decode("=?utf-8?Q?" + text + "?="));
        assertLinear(text -> EncodedWords.decode("=?utf-8?B?" + text + "?="));
    }

    @Test
    void linesOfHeaders() throws Exception {
        assertLinear(text -> {
            HeaderLine line = new HeaderLine(text.getBytes(StandardCharsets.UTF_8));
            line.isField();
            line.isKnownField();
            HeaderText.oneLine(HeaderText.unfolded(line.bytes()));
        });
    }

    @Test
    void fieldsOfParts() throws Exception {
        for (String field : List.of("Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Content-ID")) {
            assertLinear(text -> PartHeader.of(List.of(new MailHeader(field, text)), false));
        }
        assertLinear(text -> ContentField.parse("attachment; filename*=" + text).parameter("filename"));
        assertLinear(
                text -> ContentField.parse("attachment; filename=\"" + text).parameter("filename"));
    }

    @Test
    void wholeMails() throws Exception {
        assertLinear(text -> read("Subject: s\r\n\r\n" + text));
        assertLinear(text -> read("Content-Type: text/html\r\n\r\n<body><img src=cid:" + text));
        assertLinear(text -> read("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + text + "\r\n--b--\r\n"));
        assertLinear(text -> read("Content-Transfer-Encoding: quoted-printable\r\n\r\n" + text));
        assertLinear(text -> read("Content-Transfer-Encoding: base64\r\n\r\n" + text));
    }

    private void read(String mail) throws Exception {
        try {
            ParsedForTest.parse(spool, mail.getBytes(StandardCharsets.UTF_8)).close();
        } catch (MailFormatException e) {
            assertThat(e).hasMessageContaining("longer than");
        }
    }
}
