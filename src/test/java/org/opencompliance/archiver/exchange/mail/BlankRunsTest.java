package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlankRunsTest {

    @TempDir
    private Path spool;

    @ParameterizedTest
    @ValueSource(ints = {1, BlankRuns.MOST_BLANKS - 1, BlankRuns.MOST_BLANKS, 3 * BlankRuns.MOST_BLANKS + 1})
    void blanksWithinALineStayAsTheyAre(int count) throws Exception {
        String text = "a" + " \t".repeat(count).substring(0, count) + "b";
        String mail = "Content-Transfer-Encoding: quoted-printable\n\n" + text;
        try (ParsedMail parsed = ParsedForTest.parse(spool, mail)) {
            assertThat(parsed.body().content()).isEqualTo(text);
        }
    }

    @Test
    void blanksAtTheEndOfALineGoAsEver() throws Exception {
        try (ParsedMail parsed =
                ParsedForTest.parse(spool, "Content-Transfer-Encoding: quoted-printable\n\na  \t\nb")) {
            assertThat(parsed.body().content()).isEqualTo("a\r\nb");
        }
    }

    @Test
    void noRunIsLongerThanADecoderIsToHold() throws Exception {
        byte[] blanks = " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = new BlankRuns(new ByteArrayInputStream(blanks))) {
            String[] runs = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("=\r\n");
            assertThat(runs).hasSize(31).allSatisfy(run -> assertThat(run)
                    .hasSizeLessThanOrEqualTo(BlankRuns.MOST_BLANKS));
            assertThat(String.join("", runs)).hasSize(1_000_000).isBlank();
        }
    }
}
