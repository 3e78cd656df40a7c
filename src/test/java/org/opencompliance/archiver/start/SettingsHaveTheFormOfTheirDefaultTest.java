package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ValueForm;

class SettingsHaveTheFormOfTheirDefaultTest {

    private static final Configuration DEFAULTS = Configuration.load(null, Map.of());

    static Stream<String> formed() {
        return Configuration.forms().entrySet().stream()
                .filter(form -> form.getValue() != ValueForm.TEXT)
                .map(Map.Entry::getKey);
    }

    private static List<String> problems(String name, String value) {
        return new Settings(DEFAULTS.with(name, value))
                .problems().stream()
                        .filter(problem -> problem.startsWith(name + " "))
                        .toList();
    }

    @Test
    void theDefaultHasItsOwn() {
        assertThat(Configuration.forms())
                .containsEntry("archiver.window", ValueForm.DURATION)
                .containsEntry("azure.receive-every", ValueForm.DURATION)
                .containsEntry("archiver.size-limit", ValueForm.SIZE)
                .containsEntry("archiver.email-mapping", ValueForm.FLAG)
                .containsEntry("archiver.max-tries", ValueForm.NUMBER)
                .containsEntry("archiver.schedule", ValueForm.TEXT)
                .containsEntry("microsoft.look-pauses", ValueForm.TEXT)
                .containsEntry("telemessage.password", ValueForm.TEXT)
                .doesNotContainKey("camel.main.name");
        assertThat(formed()).hasSizeGreaterThan(50).allSatisfy(name -> assertThat(problems(name, DEFAULTS.text(name)))
                .isEmpty());
    }

    @Test
    void theTimeZoneIsOneThatThereIs() {
        assertThat(problems("archiver.time-zone", "Asia/Shanghai")).isEmpty();
        assertThat(problems("archiver.time-zone", "Shanghai"))
                .containsExactly("archiver.time-zone must be a time zone such as UTC, Europe/Zurich or Asia/Shanghai");
    }

    @ParameterizedTest
    @MethodSource("formed")
    void anyOtherFormIsReportedOnceAndNotQuoted(String name) {
        assertThat(problems(name, "s3cret"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains(" must be ").doesNotContain("s3cret"));
    }

    @Test
    void onlyRetriesTheirPausesAndSamplesMayBeNone() {
        List<String> fromZero = Configuration.forms().entrySet().stream()
                .filter(form -> form.getValue() == ValueForm.NUMBER)
                .map(Map.Entry::getKey)
                .filter(name -> problems(name, "0").isEmpty())
                .toList();

        assertThat(fromZero)
                .contains(
                        "telemessage.retries",
                        "telemessage.retry-delay-ms",
                        "archiver.storage-retries",
                        "archiver.storage-retry-delay-ms",
                        "archiver.management-port")
                .filteredOn(name -> !name.endsWith("retries") && !name.endsWith("delay-ms"))
                .containsExactlyInAnyOrder("archiver.management-port", "archiver.verify-sample");
        assertThat(problems("archiver.storage-retries", "-1"))
                .containsExactly("archiver.storage-retries must be a whole number of at least 0");
    }
}
