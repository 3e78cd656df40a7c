package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.configuration.Configuration;

class LoginOfTheSourceIsCheckedTest {

    private static Configuration configuration(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TELEMESSAGE_URL", "https://archive.example");
        return Configuration.load(null, all);
    }

    private static List<String> problems(Map<String, String> environment) {
        return new Settings(configuration(environment))
                .problems().stream()
                        .filter(problem -> problem.contains("telemessage."))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({"basic, 2", "bearer, 1", "header, 2", "query, 2", "none, 0", "digest, 1"})
    void eachAuthenticationRequiresItsOwnProperties(String authentication, int missing) {
        assertThat(problems(Map.of("TELEMESSAGE_AUTHENTICATION", authentication)))
                .hasSize(missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "line\nline", "caf\u00e9"})
    void aTokenThatNoHeaderCanHoldIsRefusedAndNotShown(String token) {
        assertThat(problems(Map.of("TELEMESSAGE_AUTHENTICATION", "bearer", "TELEMESSAGE_TOKEN", token)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).contains("telemessage.token").doesNotContain(token));
    }

    @Test
    void aNameThatIsNoHeaderIsRefused() {
        assertThat(problems(Map.of(
                        "TELEMESSAGE_AUTHENTICATION", "header",
                        "TELEMESSAGE_TOKEN", "t",
                        "TELEMESSAGE_TOKEN_NAME", "X-Key: a")))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("telemessage.token-name"));
    }

    @Test
    void theVersionOfTheSettingsDoesNotDependOnTheToken() {
        assertThat(SettingsVersion.of(configuration(Map.of("TELEMESSAGE_TOKEN", "one"))))
                .isEqualTo(SettingsVersion.of(configuration(Map.of("TELEMESSAGE_TOKEN", "two"))));
    }
}
