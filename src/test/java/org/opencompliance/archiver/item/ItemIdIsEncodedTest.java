package org.opencompliance.archiver.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemIdIsEncodedTest {

    @ParameterizedTest
    @CsvSource({
        "abc-XYZ_09, abc-XYZ_09",
        "a/b+c%d e, a%2Fb%2Bc%25d%20e",
        "., %2E",
        ".., %2E%2E",
        "../../etc, %2E%2E%2F%2E%2E%2Fetc",
        "a~b*c:d, a%7Eb%2Ac%3Ad",
        "会, %E4%BC%9A",
        "😀, %F0%9F%98%80"
    })
    void whatCouldMeanSomethingIsPercentEncoded(String id, String encoded) {
        assertThat(ItemId.encode(id)).isEqualTo(encoded);
    }

    @Test
    void upToAHundredAndTwentyBytesItStaysReadable() {
        assertThat(ItemId.encode("a".repeat(120))).isEqualTo("a".repeat(120));
        assertThat(ItemId.encode("/".repeat(40))).isEqualTo("%2F".repeat(40));
    }

    @Test
    void aLongerOneIsItsStartAndItsHash() {
        // head -c 121 /dev/zero | tr '\\0' a | sha256sum
        String hash = "e9615320128cc7a3d6078e9af05603188e5ccbf0d07d8b735d3df5e8e0c1281f";
        assertThat(ItemId.encode("a".repeat(121))).isEqualTo("a".repeat(80) + "~" + hash);
        assertThat(ItemId.encode("/".repeat(41)))
                .startsWith("%2F".repeat(26) + "%2~")
                .hasSize(145);
    }

    @Test
    void theCopiesOfAMessageHaveAnIdForEachOwner() {
        String ann = ItemId.ofCopy("tm-1", "8613910000001");

        assertThat(ann)
                .matches("tm-1_copy-[0-9a-f]{16}")
                .isNotEqualTo(ItemId.ofCopy("tm-1", "8613910000002"))
                .doesNotEndWith(ItemId.ofCopy("tm-2", "8613910000001").substring("tm-2".length()));
        assertThat(ItemId.ofCopy("tm-1", " Ann  ONE ")).isEqualTo(ItemId.ofCopy("tm-1", "ann one"));
        assertThat(List.of(ItemId.ofCopy("tm-1", null), ItemId.ofCopy("tm-1", " ")))
                .containsOnly("tm-1");
        assertThat(ItemId.ofAllCopies(ann)).contains("tm-1");
        assertThat(ItemId.ofAllCopies("tm-1_copy-1")).isEmpty();
    }

    @Test
    void differentIdsStayDifferent() {
        List<String> ids = List.of(
                "a",
                "A",
                "a%",
                "a%25",
                "%61",
                "a ",
                " a",
                "a+",
                "\uD800",
                "\uD801",
                "?",
                "\u0000",
                "é",
                "e\u0301",
                "x".repeat(200),
                "x".repeat(201),
                "X".repeat(200));
        assertThat(ids.stream().map(ItemId::encode)).doesNotHaveDuplicates();
    }

    @Test
    void everyEncodingIsMadeOfSafeCharactersOnly() {
        for (int c = 0; c < 0x3000; c++) {
            assertThat(ItemId.encode(Character.toString(c))).matches("[A-Za-z0-9_-]|(%[0-9A-F]{2})+");
        }
    }

    @Test
    void anEmptyIdIsRefused() {
        assertThatThrownBy(() -> ItemId.encode("")).isInstanceOf(IllegalArgumentException.class);
    }
}
