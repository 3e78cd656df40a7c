package org.opencompliance.archiver.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{name} ({mobile}) | John Smith (447786910895) | 447786910895 | - | John Smith",
                "{name} ({mobile}) | John (Jack) Smith  (+447786910895) | 447786910895 | - | John (Jack) Smith",
                "{name} ({mobile}) | John Smith | - | - | John Smith",
                "{name} ({mobile}) | 447786910895 | 447786910895 | - | ''",
                "{name} ({mobile}) | (447786910895) | 447786910895 | - | ''",
                "#{mobile} {name} | #447786910895 John | 447786910895 | - | John",
                "{login} {mobile} {name} | jsmith 447786910895 John Smith | 447786910895 | jsmith | John Smith",
                "{login}/{mobile} - {name} | j.smith/447786910895 - John | 447786910895 | j.smith | John",
                "{name} [{login}] | Li Na [li.na@corp] | - | li.na@corp | Li Na",
                "{login} | li.na | - | li.na | ''",
                "{login} {name} | li.na Li Na | - | li.na | Li Na",
                "{login} {name} | li.na | - | li.na | ''",
                "{name} <{mobile}>; {mobile} | Li <8613800138000> | 8613800138000 | - | Li",
                "{mobile} {name}; {name} {mobile} | Li 8613800138000 | 8613800138000 | - | Li"
            })
    void readsByItsForms(String format, String display, String mobile, String login, String name) {
        assertThat(ParticipantFormat.of(format).read(display))
                .isEqualTo(new ParticipantFormat.Read(mobile, login, name, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name} | without {mobile} and {login}",
                "'' | without {mobile} and {login}",
                "{mobile} {name}; | without {mobile} and {login}",
                "{mobile} {phone} | unknown placeholder",
                "{mobile {name} | unknown placeholder",
                "mobile} {mobile} | } without a {",
                "{mobile}{name} | between two placeholders",
                "{mobile} {mobile} | {mobile} twice"
            })
    void tellsWhatIsWrong(String format, String reason) {
        assertThatThrownBy(() -> ParticipantFormat.of(format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("archiver.participant-format ")
                .hasMessageContaining(reason);
    }

    @Test
    void hasALimitedNumberAndLengthOfForms() {
        assertThatThrownBy(() -> ParticipantFormat.of("{mobile};".repeat(20) + "{mobile}"))
                .hasMessageContaining("more than 8 forms");
        assertThatThrownBy(() -> ParticipantFormat.of("{mobile} " + "x".repeat(200)))
                .hasMessageContaining("more than 200 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "1", "a", "(", "1 ", "a ", "+", "12345678 ", "\u00a0"})
    void readsAnyNameInLinearTime(String piece) {
        String display = "8613800138000 " + piece.repeat(1_000_000 / piece.length()) + " 8613800138000";
        ParticipantFormat format =
                ParticipantFormat.of("{login} ({mobile}) {name}; {mobile} {name}; {name}  ( {mobile} )");
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            assertThat(format.read(display)).isNotNull();
            assertThat(ParticipantFormat.DEFAULT.read(display)).isNotNull();
        });
    }
}
