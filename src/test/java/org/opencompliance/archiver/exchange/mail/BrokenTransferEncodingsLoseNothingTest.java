package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenTransferEncodingsLoseNothingTest {

    private static final String TEXT = "The quick brown fox jumps over the lazy dog, and the dog does not mind it.";

    @TempDir
    private Path spool;

    @Test
    void base64InPiecesWithTheirOwnPaddingIsDecodedToTheLastByte() throws Exception {
        String pieces = List.of(TEXT.substring(0, 31), TEXT.substring(31, 62), TEXT.substring(62)).stream()
                .map(piece -> Base64.getEncoder().encodeToString(piece.getBytes(StandardCharsets.US_ASCII)))
                .collect(Collectors.joining("\n"));

        try (ParsedMail mail = file("base64", pieces)) {
            assertThat(contents(mail)).containsExactly(TEXT);
            assertThat(mail.notes())
                    .containsExactly(
                            "Contents that go on after the end of their base64 text, decoded to the last byte: 1");
        }
    }

    @Test
    void otherTextAfterBase64IsAttachedAsItIs() throws Exception {
        try (ParsedMail mail = file("base64", "SGVsbG8=\n--\nSent from my phone\n")) {
            assertThat(contents(mail)).containsExactly("Hello", "--\r\nSent from my phone\r\n");
            assertThat(mail.attachments()).extracting(MailAttachment::name).containsExactly("a.bin", "part-2.txt");
            assertThat(mail.notes())
                    .containsExactly(
                            "Contents with other text after the end of their base64 text, attached as it is: 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"SGVsbG8, Hello", "SGVsbA, Hell", "SGVs, Hel", "SGVsbG8=, Hello", "SGVsbG8==, Hello", "SG-VsbG8=, Hello"
    })
    void base64WithoutPaddingOrWithForeignCharactersIsDecodedToTheLastByte(String encoded, String text)
            throws Exception {
        try (ParsedMail mail = file("base64", encoded)) {
            assertThat(contents(mail)).containsExactly(text);
            assertThat(mail.notes().isEmpty()).isEqualTo(!encoded.contains("-"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SGVsb", "SGVsbG9", "SGVsbG8="})
    void base64ThatIsCutIsDecodedAndSaysSo(String encoded) throws Exception {
        try (ParsedMail mail = file("base64", encoded)) {
            assertThat(contents(mail).get(0)).startsWith("Hel");
            if (!encoded.endsWith("=")) {
                assertThat(mail.notes()).containsExactly("Contents with damaged base64, decoded as far as possible: 1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This text is not encoded at all, whatever the header says.",
                "Hello, ok?",
                "?garbage",
                "\u4f1a\u8bae\u8bb0\u5f55 2026"
            })
    void whatIsNoBase64IsKeptAsItIsWritten(String text) throws Exception {
        try (ParsedMail mail = file("base64", text)) {
            assertThat(contents(mail)).containsExactly(text);
            assertThat(mail.notes())
                    .containsExactly("Contents that are not base64 as their header says, kept as they are written: 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"caf=C3=A, caf\u00c3=A", "50% =ZZ off, 50% =ZZ off", "a=4, a=4"})
    void damagedQuotedPrintableIsKeptAsWrittenAndSaysSo(String encoded, String text) throws Exception {
        try (ParsedMail mail = file("quoted-printable", encoded)) {
            String latin = new String(bytes(mail.attachments().get(0)), StandardCharsets.ISO_8859_1);
            assertThat(latin).isEqualTo(text);
            assertThat(mail.notes())
                    .containsExactly(
                            "Contents with damaged quoted-printable, kept as written in the damaged places: 1");
        }
    }

    @Test
    void aMailThatEndsWithinAQuotedCharacterSaysSo() throws Exception {
        try (ParsedMail mail = ParsedForTest.parse(spool, "Content-Transfer-Encoding: quoted-printable\n\ncaf=")) {
            assertThat(mail.body().content()).isEqualTo("caf=");
            assertThat(mail.notes()).hasSize(1);
        }
    }

    @Test
    void aSoftLineBreakAtTheEndOfAPartIsNoDamage() throws Exception {
        try (ParsedMail mail = file("quoted-printable", "caf=\n=\n\u00e9=")) {
            assertThat(contents(mail)).containsExactly("caf\u00e9");
            assertThat(mail.notes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-uuencode", "uuencode", "x-yenc"})
    void anUnknownEncodingIsKeptAsItIsWritten(String encoding) throws Exception {
        String encoded = "begin 644 a.bin\n%2&5L;&\\\n`\nend";
        try (ParsedMail mail = file(encoding, encoded)) {
            assertThat(contents(mail)).containsExactly(encoded.replace("\n", "\r\n"));
            assertThat(mail.notes()).containsExactly("Contents in an unknown transfer encoding, kept encoded: 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7bit", "8bit", "binary", "8-bit"})
    void whatIsNotEncodedIsNoFinding(String encoding) throws Exception {
        try (ParsedMail mail = file(encoding, TEXT)) {
            assertThat(contents(mail)).containsExactly(TEXT);
            assertThat(mail.notes()).isEmpty();
        }
    }

    @Test
    void piecesOfAnySizeAreDecodedWhole() throws Exception {
        String line = Base64.getEncoder()
                .encodeToString(TEXT.repeat(3).substring(0, 54).getBytes(StandardCharsets.US_ASCII));
        String large = (line + "\n").repeat(5_000);
        try (ParsedMail mail = file("base64", large + "SGVsbG8=\n" + large + "SGVsbG8=")) {
            String half = TEXT.repeat(3).substring(0, 54).repeat(5_000) + "Hello";
            assertThat(contents(mail)).containsExactly(half + half);
        }
    }

    private ParsedMail file(String encoding, String content) throws IOException, MailFormatException {
        return ParsedForTest.parse(
                spool,
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/octet-stream; name=a.bin\n"
                        + "Content-Transfer-Encoding: " + encoding + "\n\n" + content + "\n--b--\n");
    }

    private static List<String> contents(ParsedMail mail) throws IOException {
        List<String> contents = new ArrayList<>();
        for (MailAttachment attachment : mail.attachments()) {
            contents.add(ParsedForTest.text(attachment));
        }
        return contents;
    }

    private static byte[] bytes(MailAttachment attachment) throws IOException {
        try (InputStream in = attachment.open()) {
            return in.readAllBytes();
        }
    }
}
