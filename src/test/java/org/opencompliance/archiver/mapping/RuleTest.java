package org.opencompliance.archiver.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOM", "EMAIL", "catch-all", "team 2"})
    void hasAKnownNameOrOneOfTheRoute(String name) {
        assertThat(new Rule(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Custom",
                "susan@contoso.com",
                "two\nlines",
                "a name of more than forty characters, with a tail"
            })
    void refusesAnyOther(String name) {
        assertThatThrownBy(() -> new Rule(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower-case");
    }

    @Test
    void tellsTheKindOfAddressThatItLooksUp() {
        assertThat(Rule.CUSTOM.lookedUp()).isEqualTo("the mailbox of the custom mapping");
        assertThat(new Rule("catch-all").lookedUp()).isEqualTo("the mailbox of the rule catch-all");
    }
}
