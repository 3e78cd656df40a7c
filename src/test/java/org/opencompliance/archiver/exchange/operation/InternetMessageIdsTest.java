package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternetMessageIdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"<1@x>", "<4b45e51d0ed38e6190dc@telemessage.invalid>", "<a.b+c=d/[e]@[127.0.0.1]>"})
    void anIdOfTheMailIsKept(String written) {
        assertThat(InternetMessageIds.ofMail(written)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1@x", "<>", "<1 2@x>", "<1@x> \u009d", "<1@x> <2@x>", "<\u4f1a@x>", "<<1@x>>"})
    void aMalformedOneIsReplacedByAnotherForEachText(String written) {
        assertThat(InternetMessageIds.ofMail(written))
                .matches("<[0-9a-f]{64}@archive\\.invalid>")
                .isEqualTo(InternetMessageIds.ofMail(written))
                .isNotEqualTo(InternetMessageIds.ofMail(written + "."));
    }

    @Test
    void oneThatIsTooLongForAHeaderIsReplaced() {
        String longest = "<" + "a".repeat(994) + "@x>";
        assertThat(InternetMessageIds.ofMail(longest)).isEqualTo(longest);
        assertThat(InternetMessageIds.ofMail("<a" + longest.substring(1))).endsWith("@archive.invalid>");
    }

    @Test
    void aMailWithoutOneHasNone() {
        assertThat(InternetMessageIds.ofMail(null)).isNull();
    }
}
