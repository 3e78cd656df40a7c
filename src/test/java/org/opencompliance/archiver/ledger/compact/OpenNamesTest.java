package org.opencompliance.archiver.ledger.compact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenNamesTest {

    private final OpenNames names = new OpenNames();

    @ParameterizedTest
    @CsvSource({
        "staged/wechat/2026/11/20/tm-1.eml,     tm-1",
        "staged/wechat/2026/11/20/tm-1.eml,     tm",
        "staged/wechat/2026/11/20/tm-1.eml,     1",
        "staged/wechat/2026/11/20/tm%2F1.eml,   tm/1",
        "staged/wechat/2026/11/20/tm-1~ab.eml,  tm-1",
        "tm-1.eml,                              tm-1",
        "null,                                  null",
        "staged/tm-1,                           tm-1",
    })
    void hasTheIdOfEachName(String name, String id) {
        names.hold(3, name, id);

        assertThat(names.name(3)).isEqualTo(name);
        assertThat(names.id(3)).isEqualTo(id);
    }

    @Test
    void hasNoNameOfAnItemThatWasDropped() {
        names.hold(1, "staged/one.eml", "one");
        names.hold(2, "staged/two.eml", "other");
        OpenNames copy = names.copy();
        names.drop(1);
        names.drop(2);
        names.drop(9);

        assertThat(names.name(1)).isNull();
        assertThat(names.id(2)).isNull();
        assertThat(names.id(9)).isNull();
        assertThat(copy.id(1)).isEqualTo("one");
        assertThat(copy.id(2)).isEqualTo("other");
    }

    @Test
    void keepsTheFirstNameOfAnItem() {
        names.hold(0, "staged/one.eml", "one");
        names.hold(0, "staged/two.eml", "two");

        assertThat(names.id(0)).isEqualTo("one");
    }
}
