package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StorableTextTest {

    private static final Pattern UNSTORABLE =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF\\p{Cs}]");

    @Test
    void aTextThatCanBeStoredIsTheSameObject() {
        String text = "tab\tand\r\nlines, \u4F60\u597D \uD83D\uDE00 \uFFFD";
        assertThat(StorableText.of(text)).isSameAs(text);
    }

    @Test
    void eachCharacterIsJudgedAlone() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "a" + (char) c + "b";
            assertThat(StorableText.of(text))
                    .as("U+%04X", c)
                    .isEqualTo(UNSTORABLE.matcher(text).replaceAll("\uFFFD"));
        }
    }

    @Test
    void halvesOfPairsAreReplacedAndPairsAreKept() {
        String text = "\uDE00\uD83D\uDE00\uD83D\uD83D\uDE00\uD83D";
        assertThat(StorableText.of(text))
                .isEqualTo("\uFFFD\uD83D\uDE00\uFFFD\uD83D\uDE00\uFFFD")
                .isEqualTo(UNSTORABLE.matcher(text).replaceAll("\uFFFD"));
    }
}
