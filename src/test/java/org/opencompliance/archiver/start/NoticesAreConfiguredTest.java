package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.configuration.Configuration;

class NoticesAreConfiguredTest {

    private static final Map<String, String> MAIL = Map.of(
            "archiver.notice-mail-to", "operator@contoso.example",
            "archiver.notice-mail-from", "archiver@contoso.example",
            "archiver.notice-smtp-host", "smtp.contoso.example");

    private static Configuration configuration(Map<String, String> values) {
        Map<String, String> environment = new HashMap<>();
        values.forEach(
                (name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
        return Configuration.load(null, environment);
    }

    private static List<String> problems(Map<String, String> values) {
        return new Settings(configuration(values))
                .problems().stream()
                        .filter(problem -> problem.contains("archiver.notice"))
                        .toList();
    }

    private static List<String> ofMail(String name, String value) {
        Map<String, String> values = new HashMap<>(MAIL);
        values.put(name, value);
        return problems(values);
    }

    @Test
    void theyAreOffWithoutAnySetting() {
        assertThat(problems(Map.of())).isEmpty();
        assertThat(Assembly.noticeChannels(configuration(Map.of()))).isEmpty();
        assertThat(problems(MAIL)).isEmpty();
    }

    @Test
    void theWebHookNeedsTlsAndAnUnquotedAddress() {
        assertThat(problems(Map.of("archiver.notice-url", "http://hooks.contoso.example/x")))
                .singleElement()
                .asString()
                .contains("must be an address that begins with https://");
        assertThat(problems(Map.of(
                        "archiver.notice-url", "https://hooks.contoso.example/x", "archiver.notice-token", "a b")))
                .containsExactly("archiver.notice-token must be ASCII characters without blanks");
    }

    @Test
    void mailNeedsASenderAServerAndEncryption() {
        assertThat(problems(Map.of("archiver.notice-mail-to", "operator@contoso.example")))
                .hasSize(2);
        assertThat(ofMail("archiver.notice-smtp-security", "none"))
                .singleElement()
                .asString()
                .contains("must be starttls or tls");
        assertThat(ofMail("archiver.notice-smtp-security", "ssl")).hasSize(1);
        assertThat(ofMail("archiver.notice-mail-to", "\"a b\"@contoso.example"))
                .containsExactly("archiver.notice-mail-to must have no quotation mark");
    }

    @Test
    void anUnknownKindIsRefusedWithTheKinds() {
        assertThat(problems(Map.of("archiver.notice-kinds", "day,week")))
                .singleElement()
                .asString()
                .contains("There is no kind of notice week: write collection, day, broken");
    }

    @Test
    void theVersionOfTheSettingsCoversNoSecret() {
        String before = SettingsVersion.of(configuration(MAIL));
        for (String name : List.of(
                "archiver.notice-url",
                "archiver.notice-token",
                "archiver.notice-smtp-username",
                "archiver.notice-smtp-password")) {
            Map<String, String> values = new HashMap<>(MAIL);
            values.put(name, "made-up");
            assertThat(SettingsVersion.of(configuration(values))).as(name).isEqualTo(before);
        }
        Map<String, String> others = new HashMap<>(MAIL);
        others.put("archiver.notice-kinds", "day");
        assertThat(SettingsVersion.of(configuration(others))).isNotEqualTo(before);
    }
}
