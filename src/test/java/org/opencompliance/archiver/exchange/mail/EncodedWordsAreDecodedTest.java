package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsAreDecodedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "=?utf-8?B?5Lya6K6u?= | 会议",
                "=?UTF-8?q?a=20b_c?= | a b c",
                "=?gb2312?B?u+HS6Q==?= x | 会议 x",
                "=?utf-8?B?5Lya6K6u?= =?utf-8?B?5Lya6K6u?= | 会议会议",
                "=?utf-8?B?5Lya6K6u?= and =?utf-8?Q?more?= | 会议 and more",
                "=?utf-8?B?5Lya6K6u | =?utf-8?B?5Lya6K6u",
                "=?utf-8?X?abc?= | =?utf-8?X?abc?=",
                "=?no-such?Q?caf=C3=A9?= | café",
                "=?no-such?Q?caf=E9?= | café",
                "=?utf-8*de?Q?Gr=C3=B6=C3=9Fe?= | Größe",
                "=?utf-8?Q?what??= | what?",
                "=?utf-8?Q?a b?= | a b",
                "=?utf-8?B?5Lya6K6?= | 会�",
                "=?utf-8?Q?50=? | =?utf-8?Q?50=?",
                "=?utf-8?Q?50=zz?= | 50=zz",
                "=?utf-8?B??= | ``"
            })
    void wordsBecomeWhatTheyMean(String written, String meant) {
        assertThat(EncodedWords.decode(written)).isEqualTo(meant);
    }

    @Test
    void aCharacterThatIsCutBetweenTwoWordsIsPutTogether() {
        // 会 is E4 BC 9A
        assertThat(EncodedWords.decode("=?utf-8?Q?=E4=BC?=\t=?UTF-8?B?mg==?=")).isEqualTo("会");
    }

    @Test
    void charactersWithinAWordAreThoseOfItsCharset() {
        assertThat(EncodedWords.decode("=?iso-8859-1?Q?Fr\u00f6sche?=")).isEqualTo("Frösche");
        assertThat(EncodedWords.decode("=?utf-8?Q?会议?=")).isEqualTo("会议");
    }
}
