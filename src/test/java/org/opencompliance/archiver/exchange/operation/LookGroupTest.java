package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookGroupTest {

    private static final String WITNESS = "<witness@archive.invalid>";

    private final LookGroup group = new LookGroup(WITNESS, 12);

    private boolean add(String id) {
        return group.add(LookGroup.Look.of(id));
    }

    @Test
    void takesAsManyIdsAsItMay() {
        for (int i = 0; i < 12; i++) {
            assertThat(add(InternetMessageIds.of("wechat", "item-" + i, "mailbox")))
                    .isTrue();
        }

        assertThat(add("<one-more@contoso.com>")).isFalse();
    }

    @Test
    void takesNoMoreThanAUrlHolds() {
        String longId = "<" + "\u4f60".repeat(100) + "@contoso.com>";

        assertThat(add("<a@contoso.com>")).isTrue();
        assertThat(add(longId)).isTrue();
        assertThat(add("<b" + longId)).isFalse();
    }

    @Test
    void takesAnIdOfAnyLengthAlone() {
        assertThat(add("<" + "x".repeat(5_000) + "@contoso.com>")).isTrue();
        assertThat(add("<a@contoso.com>")).isFalse();
    }

    @Test
    void takesNoIdOnceItsRequestStarts() {
        add("<a@contoso.com>");
        group.start();

        assertThat(add("<b@contoso.com>")).isFalse();
        assertThat(group.start()).containsExactly("<a@contoso.com>");
    }

    @Test
    void asksForItsWitnessLastEvenIfAnImportLooksForIt() {
        add(WITNESS);
        add("<a@contoso.com>");
        add("<a@contoso.com>");

        assertThat(group.start()).containsExactly("<a@contoso.com>", WITNESS);
        assertThat(group.looks()).hasSize(3);
    }

    @Test
    void believesAnAnswerToOneIdWithoutWitness() {
        add("<a@contoso.com>");

        assertThat(group.byId(List.of())).containsOnlyKeys("<a@contoso.com>");
    }

    @Test
    void doesNotBelieveAnAnswerToSeveralIdsWithoutWitness() {
        add("<a@contoso.com>");
        add("<b@contoso.com>");

        assertThat(group.byId(List.of())).isNull();
    }
}
