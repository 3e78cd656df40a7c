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
                "a:b*c?d\"e<f>g.txt | a_b_c_d_e_f_g.txt",
                "  a.txt . . | a.txt",
                "con.txt | _con.txt",
                "会议 😀.docx | 会议 😀.docx",
                ".bashrc | .bashrc"
            })
    void aBaseNameWithoutAnythingSpecial(String written, String safe) {
        assertThat(names.take(written, "attachment-1", "application/pdf")).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "...", "a/", "..\\..\\", "\u0000", "/"})
    void nothingLeftIsNamedByPlaceAndType(String written) {
        assertThat(names.take(written, "attachment-3", "application/pdf")).isEqualTo("attachment-3.pdf");
    }

    @Test
    void nothingInvisibleAndNothingThatTurnsTheDirectionRound() {
        assertThat(names.take("a\u0000\r\nb|c.txt", "x", "text/plain")).isEqualTo("ab_c.txt");
        assertThat(names.take("cod.\u202Etxt.exe", "x", "text/plain")).isEqualTo("cod.txt.exe");
    }

    @Test
    void anUnknownTypeHasTheExtensionBinAndAnyTextTxt() {
        assertThat(names.take(null, "attachment-1", "application/x-unknown")).isEqualTo("attachment-1.bin");
        assertThat(names.take(null, "attachment-2", "text/x-unknown")).isEqualTo("attachment-2.txt");
    }

    @Test
    void namesAreUniqueWhateverTheirCase() {
        assertThat(names.take("a.txt", "x", "text/plain")).isEqualTo("a.txt");
        assertThat(names.take("A.TXT", "x", "text/plain")).isEqualTo("A (2).TXT");
        assertThat(names.take("a.txt", "x", "text/plain")).isEqualTo("a (3).txt");
        assertThat(names.take("a (2).txt", "x", "text/plain")).isEqualTo("a (2) (2).txt");
        assertThat(names.take("b (2).txt", "x", "text/plain")).isEqualTo("b (2).txt");
        assertThat(names.take("b.txt", "x", "text/plain")).isEqualTo("b.txt");
        assertThat(names.take("b.txt", "x", "text/plain")).isEqualTo("b (3).txt");
    }

    @Test
    void aLongNameIsCutBetweenCharactersAndKeepsItsExtension() {
        String first = names.take("会".repeat(200) + ".docx", "x", "text/plain");
        assertThat(first).endsWith("会.docx");
        assertThat(first.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(250, 255);
        String second = names.take("会".repeat(200) + ".docx", "x", "text/plain");
        assertThat(second).endsWith("会 (2).docx");
        assertThat(second.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
        assertThat(names.take("😀".repeat(100), "x", "text/plain")).isEqualTo("😀".repeat(63));
    }
}
