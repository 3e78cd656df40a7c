package org.opencompliance.archiver.exchange.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Parses mails written in a test; their line feeds are sent as CRLF. */
final class ParsedForTest {

    private ParsedForTest() {}

    static ParsedMail parse(Path spool, String mail) throws IOException, MailFormatException {
        return parse(spool, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static ParsedMail parse(Path spool, String mail, String charset) throws IOException, MailFormatException {
        return parse(spool, mail.replace("\n", "\r\n").getBytes(Charset.forName(charset)));
    }

    static ParsedMail parse(Path spool, byte[] mail) throws IOException, MailFormatException {
        return new MailParser(MailLimits.DEFAULT, spool).parse(new ByteArrayInputStream(mail));
    }

    static String text(MailAttachment attachment) throws IOException {
        try (InputStream in = attachment.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
