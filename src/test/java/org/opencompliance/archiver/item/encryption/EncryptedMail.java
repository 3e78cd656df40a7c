package org.opencompliance.archiver.item.encryption;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.opencompliance.sandbox.day.PartEncryption;
import org.opencompliance.sandbox.http.Content;

/** Writes messages with encrypted parts. */
public final class EncryptedMail {

    private final PartEncryption encryption;

    public EncryptedMail(PartEncryption encryption) {
        this.encryption = encryption;
    }

    private String head() {
        return head("john@corp.example", "li@corp.example");
    }

    private String head(String from, String to) {
        return "From: 447786910895 John Smith <" + from + ">\r\nTo: 8613800138000 Li <" + to + ">\r\n"
                + "Subject: WeChat Message\r\nDate: Fri, 20 Nov 2026 08:00:00 +0000\r\n"
                + String.join("\r\n", encryption.headers()) + "\r\n";
    }

    /** A message that is a text. */
    byte[] text(String text) {
        return (head() + part("text/plain; charset=utf-8", textContent(text))).getBytes(StandardCharsets.UTF_8);
    }

    /** The same between two people. */
    public byte[] text(String from, String to, String text) {
        return (head(from, to) + part("text/plain; charset=utf-8", textContent(text))).getBytes(StandardCharsets.UTF_8);
    }

    /** A message of a text in two forms and a file, whose content is given as the message has it. */
    byte[] multipart(String text, String html, byte[] file) {
        String parts = "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
                + "Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n"
                + part("text/plain; charset=utf-8", textContent(text)) + "\r\n--a\r\n"
                + part("text/html; charset=utf-8", textContent(html)) + "\r\n--a--\r\n\r\n--m\r\n"
                + "Content-Disposition: attachment; filename=figures.pdf\r\n" + part("application/pdf", file)
                + "\r\n--m--\r\n";
        return (head() + parts).getBytes(StandardCharsets.UTF_8);
    }

    private static String part(String type, byte[] content) {
        return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\r\n";
    }

    private byte[] textContent(String text) {
        return encryption
                .encryptedText(Content.of(text.getBytes(StandardCharsets.UTF_8)))
                .bytes();
    }

    /** The encrypted content of a file. */
    byte[] file(byte[] content) {
        return encryption.encrypted(Content.of(content)).bytes();
    }
}
