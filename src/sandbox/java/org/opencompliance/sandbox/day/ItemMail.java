package org.opencompliance.sandbox.day;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.opencompliance.sandbox.http.Content;

/**
 * An RFC 5322 message that is generated on each write: headers, a text, an optional HTML version, files.
 *
 * @param headers complete lines, already encoded, without line terminators
 * @param html or null
 * @param broken whether the last boundary is missing
 * @param encryption of its parts, or null
 */
record ItemMail(
        List<String> headers,
        String text,
        Charset charset,
        String html,
        List<FilePart> files,
        boolean broken,
        PartEncryption encryption)
        implements Content {

    private static final String END = "\r\n";
    private static final String MIXED = "----=_TM_mixed_7f3a";
    private static final String BODIES = "----=_TM_bodies_91bc";

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (String header : headers) {
            print(out, header + END);
        }
        for (String header : encryption == null ? List.<String>of() : encryption.headers()) {
            print(out, header + END);
        }
        print(out, "MIME-Version: 1.0" + END);
        if (files.isEmpty()) {
            bodies(out);
        } else {
            print(out, "Content-Type: multipart/mixed; boundary=\"" + MIXED + "\"" + END + END);
            print(out, "This is a multi-part message in MIME format." + END + "--" + MIXED + END);
            bodies(out);
            for (FilePart file : files) {
                print(out, END + "--" + MIXED + END + file.head());
                base64(out, encryption == null ? file : encryption.encrypted(file));
            }
            print(out, broken ? "" : END + "--" + MIXED + "--" + END);
        }
    }

    private void bodies(OutputStream out) throws IOException {
        if (html == null) {
            text(out, "plain", text);
            return;
        }
        print(out, "Content-Type: multipart/alternative; boundary=\"" + BODIES + "\"" + END + END);
        print(out, "--" + BODIES + END);
        text(out, "plain", text);
        print(out, END + "--" + BODIES + END);
        text(out, "html", html);
        print(out, END + "--" + BODIES + "--" + END);
    }

    private void text(OutputStream out, String subtype, String content) throws IOException {
        print(out, "Content-Type: text/" + subtype + "; charset=" + charset.name() + END);
        byte[] bytes = content.getBytes(charset);
        boolean ascii = encryption == null && content.chars().allMatch(c -> c < 128);
        print(out, "Content-Transfer-Encoding: " + (ascii ? "7bit" : "base64") + END + END);
        if (ascii) {
            out.write(content.replace("\n", END).getBytes(charset));
        } else {
            base64(out, encryption == null ? Content.of(bytes) : encryption.encryptedText(Content.of(bytes)));
        }
    }

    private static void base64(OutputStream out, Content content) throws IOException {
        try (OutputStream encoder = Base64.getMimeEncoder().wrap(new Unclosed(out))) {
            content.writeTo(encoder);
        }
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Passes on all bytes except the end. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            // the opener of the stream closes it
        }
    }
}
