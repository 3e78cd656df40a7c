package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentNamesAreSafeTest {

    private final AttachmentNames names = new AttachmentNames();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.txt | a.txt",
                "../../etc/passwd | passwd",
                "C:\\temp\\a.txt | a.txt",
                "a:b*c?d\"e<f>g.txt | a:b*c?d\"e<f>g.txt",
                "  a.txt . . | a.txt . .",
                "con.txt | con.txt",
                "会议 😀.docx | 会议 😀.docx",
                ".bashrc | .bashrc"
            })
    void aBaseNameWithTheCharactersOfTheMail(String written, String safe) {
        assertThat(names.take(written, "attachment-1", "application/pdf")).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "...", "a/", "..\\..\\", "\u0000", "/"})
    void nothingLeftIsNamedByPlaceAndType(String written) {
        assertThat(names.take(written, "attachment-3", "application/pdf")).isEqualTo("attachment-3.pdf");
    }

    @Test
    void nothingInvisibleAndNothingThatTurnsTheDirectionRound() {
        assertThat(names.take("a\u0000\r\nb|c.txt", "x", "text/plain")).isEqualTo("ab|c.txt");
        assertThat(names.take("cod.\u202Etxt.exe", "x", "text/plain")).isEqualTo("cod.txt.exe");
    }

    @Test
    void anUnknownTypeHasTheExtensionBinAndAnyTextTxt() {
        assertThat(names.take(null, "attachment-1", "application/x-unknown")).isEqualTo("attachment-1.bin");
        assertThat(names.take(null, "attachment-2", "text/x-unknown")).isEqualTo("attachment-2.txt");
    }

    @Test
    void severalCanHaveOneName() {
        assertThat(names.take("photo.jpg", "x", "image/jpeg")).isEqualTo("photo.jpg");
        assertThat(names.take("photo.jpg", "x", "image/jpeg")).isEqualTo("photo.jpg");
        assertThat(names.take("Photo.JPG", "x", "image/jpeg")).isEqualTo("Photo.JPG");
    }

    @Test
    void halfACharacterIsReplaced() {
        assertThat(names.take("a\uD83Db.txt", "x", "text/plain")).isEqualTo("a_b.txt");
    }

    @Test
    void aLongNameIsCutBetweenCharactersAndKeepsItsExtension() {
        String first = names.take("会".repeat(200) + ".docx", "x", "text/plain");
        assertThat(first).endsWith("会.docx");
        assertThat(first.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(250, 255);
        assertThat(names.take("😀".repeat(100), "x", "text/plain")).isEqualTo("😀".repeat(63));
    }
}
