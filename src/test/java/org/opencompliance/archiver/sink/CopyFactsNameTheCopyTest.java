package org.opencompliance.archiver.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.delivery.WorkArea;

class CopyFactsNameTheCopyTest {

    private static String stem(String id) {
        return CopyFacts.of(WorkArea.item(id)).stem();
    }

    @Test
    void byConnectorDayAndItem() {
        assertThat(stem("4711")).isEqualTo("wechat/2026/11/21/4711").isEqualTo(stem("4711"));
    }

    /** A folder that does not distinguish case would keep one of them. */
    @Test
    void differentlyAlsoWhereCaseDoesNotCount() {
        assertThat(stem("a1")).isNotEqualToIgnoringCase(stem("A1"));
        assertThat(stem("Ab")).isNotEqualToIgnoringCase(stem("aB"));
        assertThat(CopyFacts.of(WorkArea.item("x").conflicting()).stem()).isNotEqualTo(stem("x"));
    }

    @Test
    void theHeadersHoldNothingThatALineCannot() {
        assertThat(CopyFacts.of(WorkArea.item("a b+\r\nü")).headers().values())
                .allSatisfy(value -> assertThat(String.valueOf(value)).matches("[\\x21-\\x7e]*"));
    }

    @Test
    void theFileHasTheIdAsItIs() throws Exception {
        assertThat(new String(CopyFacts.of(WorkArea.item("a b/ü")).json(), UTF_8))
                .contains(
                        "\"itemId\":\"a b/ü\"",
                        "\"day\":\"2026-11-21\"",
                        "\"object\":\"staged/wechat/2026/11/21/a%20b%2F%C3%BC.eml\"",
                        "\"run\":\"run-1\"");
    }
}
