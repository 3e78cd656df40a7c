package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookGroupTest {

    private static final String WITNESS = "<witness@archive.invalid>";

    private final LookGroup group = new LookGroup(WITNESS, 12);

    @Test
    void takesAsManyIdsAsItMay() {
        for (int i = 0; i < 12; i++) {
            assertThat(group.add(InternetMessageIds.of("wechat", "item-" + i, "mailbox")))
                    .isTrue();
        }

        assertThat(group.add("<one-more@contoso.com>")).isFalse();
    }

    @Test
    void takesNoMoreThanAUrlHolds() {
        String longId = "<" + "\u4f60".repeat(100) + "@contoso.com>";

        assertThat(group.add("<a@contoso.com>")).isTrue();
        assertThat(group.add(longId)).isTrue();
        assertThat(group.add("<b" + longId)).isFalse();
    }

    @Test
    void takesAnIdOfAnyLengthAlone() {
        assertThat(group.add("<" + "x".repeat(5_000) + "@contoso.com>")).isTrue();
        assertThat(group.add("<a@contoso.com>")).isFalse();
    }

    @Test
    void takesNoIdOnceItsRequestStarts() {
        group.add("<a@contoso.com>");
        group.start();

        assertThat(group.add("<b@contoso.com>")).isFalse();
        assertThat(group.start()).containsExactly("<a@contoso.com>");
    }

    @Test
    void asksForItsWitnessLastEvenIfAnImportLooksForIt() {
        group.add(WITNESS);
        group.add("<a@contoso.com>");
        group.add("<a@contoso.com>");

        assertThat(group.start()).containsExactly("<a@contoso.com>", WITNESS);
    }

    @Test
    void believesAnAnswerToOneIdWithoutWitness() {
        group.add("<a@contoso.com>");

        assertThat(group.byId(List.of())).containsOnlyKeys("<a@contoso.com>");
    }

    @Test
    void doesNotBelieveAnAnswerToSeveralIdsWithoutWitness() {
        group.add("<a@contoso.com>");
        group.add("<b@contoso.com>");

        assertThat(group.byId(List.of())).isNull();
    }
}
