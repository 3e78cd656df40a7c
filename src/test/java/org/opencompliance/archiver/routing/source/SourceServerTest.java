package org.opencompliance.archiver.routing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceServerTest {

    private static final String ARCHIVE = "https://archive.example/base/";

    @ParameterizedTest
    @CsvSource({
        "https://archive.example, https://archive.example:443/next?a=%2F",
        "https://archive.example:443, https://ARCHIVE.example/next",
        "https://archive.example:8443, https://archive.example:8443/next",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/next",
        "http://[::1]:8080, http://[::1]:8080/next"
    })
    void aUrlOfTheSameServerIsFollowedUnchanged(String url, String next) throws Exception {
        assertThat(new SourceServer(url).next(next)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "http://archive.example/next",
        "https://archive.example:8443/next",
        "https://archive.example.attacker.example/next",
        "https://archive.example@attacker.example/next",
        "https://user:word@archive.example/next",
        "https://archive.example\\@attacker.example/next",
        "//attacker.example/next",
        "/next#part",
        "https:///next",
        "https:next",
        "next",
        "{{telemessage.token}}",
        "'/a b'"
    })
    void aUrlOfAnotherServerIsRefused(String next) {
        assertThatExceptionOfType(OtherServerException.class)
                .isThrownBy(() -> new SourceServer(ARCHIVE).next(next))
                .withMessageNotContaining("attacker");
    }

    @Test
    void aPathIsOnTheSameServer() throws Exception {
        assertThat(new SourceServer(ARCHIVE).next("/next?a=b")).isEqualTo("https://archive.example/next?a=b");
    }

    @Test
    void thePathOfTheUrlComesFirst() {
        assertThat(new SourceServer(ARCHIVE).below("/v2/records?a=b"))
                .isEqualTo("https://archive.example/base/v2/records?a=b");
    }

    @Test
    void aConnectionToAnotherServerIsRefused() {
        SourceServer server = new SourceServer("https://[::1]");

        assertThatCode(() -> server.require(new HttpHost("https", "::1", 443))).doesNotThrowAnyException();
        assertThatExceptionOfType(OtherServerException.class)
                .isThrownBy(() -> server.require(new HttpHost("http", "::1", 443)));
    }

    @Test
    void withoutAUrlThereIsNoServer() {
        assertThatExceptionOfType(OtherServerException.class).isThrownBy(() -> new SourceServer("").next("/next"));
    }
}
