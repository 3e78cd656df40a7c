package org.opencompliance.archiver.ledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tm-f4d205fd-e1e7-4710-911a-0b1c2d3e4f50",
                "消息-№7",
                "a\\b",
                "\\u0041",
                "\\\\u12",
                "\u001b[31mred",
                "x\ud800y",
                "\u202eevil",
                "😀👨\u200d👩",
                "\u0000\n\r\t",
                "\udbff\udfff"
            })
    void isReadBackAsTheTextThatWasShown(String text) {
        String shown = TerminalText.shown(text);

        assertThat(TerminalText.parse(shown)).isEqualTo(text);
        assertThat(shown).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
    }

    @Test
    void keepsEveryCharacterWithAGlyph() {
        assertThat(TerminalText.shown("消息-№7 😀 ü")).isEqualTo("消息-№7 😀 ü");
    }

    @Test
    void showsAControlCharacterAsItsCode() {
        assertThat(TerminalText.shown("\u001b[31m")).isEqualTo("\\u001b[31m");
    }
}
