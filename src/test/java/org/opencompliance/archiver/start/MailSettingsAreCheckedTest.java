package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.configuration.Configuration;

class MailSettingsAreCheckedTest {

    private static List<String> problems(String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of("TELEMESSAGE_SOURCE", "mail"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i].toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), settings[i + 1]);
        }
        return new Settings(Configuration.load(null, environment))
                .problems().stream()
                        .filter(problem -> problem.contains("telemessage."))
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:/var/mail/telemessage", "file:///var/mail/tele message"})
    void aFolderNeedsNoLogin(String url) {
        assertThat(problems("telemessage.url", url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imaps://mail.example.com/INBOX",
                "imaps://mail.example.com:1993/Archive",
                "imap://127.0.0.1/INBOX"
            })
    void aMailboxNeedsALogin(String url) {
        assertThat(problems("telemessage.url", url))
                .anySatisfy(problem -> assertThat(problem).contains("telemessage.username"))
                .anySatisfy(problem -> assertThat(problem).contains("telemessage.password"));
        assertThat(problems(
                        "telemessage.url", url, "telemessage.username", "archive", "telemessage.password", "s3cret"))
                .isEmpty();
    }

    @Test
    void aLoginByTokenNeedsTheAppInPlaceOfAPassword() {
        String[] settings = {
            "telemessage.url", "imaps://outlook.office365.com/INBOX",
            "telemessage.username", "archive@contoso.com",
            "telemessage.mail-login", "oauth2",
            "microsoft.credentials", "workload-identity"
        };
        assertThat(problems(settings)).isEmpty();

        settings[settings.length - 1] = "none";
        assertThat(problems(settings))
                .singleElement()
                .asString()
                .contains("microsoft.credentials must not be none", "telemessage.mail-login=oauth2");
        settings[5] = "token";
        assertThat(problems(settings))
                .singleElement()
                .asString()
                .contains("telemessage.mail-login", "oauth2, password");
    }

    @ParameterizedTest
    @CsvSource({
        "imaps://mail.example.com/INBOX, https://outlook.office365.com/.default, mail.example.com",
        "imaps://outlook.office365.com.example.com/INBOX, https://outlook.office365.com/.default, example.com",
        "imaps://outlook.office365.com/INBOX, https://graph.microsoft.com/.default, graph.microsoft.com",
        "imaps://outlook.office365.com/INBOX, HTTPS:outlook.office365.us/.default, outlook.office365.us"
    })
    void aTokenOfAnotherServerIsNotGiven(String url, String scope, String named) {
        assertThat(problemsByToken(url, scope))
                .singleElement()
                .asString()
                .contains("telemessage.url is", "telemessage.mail-scope is", named, "correct one of them");
    }

    @ParameterizedTest
    @CsvSource({
        "imaps://partner.outlook.cn/INBOX, https://partner.outlook.cn/.default",
        "imaps://Outlook.Office365.com:993/INBOX, https://outlook.office365.com/.default",
        "imaps://mail.example.com/INBOX, api://0b2d7d5c-mail/.default",
        "imap://127.0.0.1/INBOX, https://outlook.office365.com/.default"
    })
    void aTokenIsForTheServerOrForAProxyOfThisMachine(String url, String scope) {
        assertThat(problemsByToken(url, scope)).isEmpty();
    }

    private static List<String> problemsByToken(String url, String scope) {
        return problems(
                "telemessage.url", url,
                "telemessage.mail-scope", scope,
                "telemessage.username", "archive@contoso.com",
                "telemessage.mail-login", "oauth2",
                "microsoft.credentials", "workload-identity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap://mail.example.com/INBOX",
                "imaps://archive:s3cret@mail.example.com/INBOX",
                "imaps:///INBOX",
                "https://mail.example.com",
                "file:relative",
                "file:",
                "file://host/share",
                "pop3://mail.example.com",
                "not an address"
            })
    void anotherAddressIsRefused(String url) {
        assertThat(problems(
                        "telemessage.url", url, "telemessage.username", "archive", "telemessage.password", "s3cret"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem)
                        .contains("telemessage.url must be file:/path", "imaps://mail.example.com/INBOX")
                        .doesNotContain("s3cret@"));
    }

    @Test
    void theMostMailsAreANumber() {
        assertThat(problems("telemessage.url", "file:/var/mail", "telemessage.mail-most-at-once", "0"))
                .singleElement()
                .asString()
                .contains("telemessage.mail-most-at-once");
    }
}
