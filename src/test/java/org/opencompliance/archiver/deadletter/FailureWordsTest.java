package org.opencompliance.archiver.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for exceptions in the detail of a dead letter. */
class FailureWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.net.SocketTimeoutException: Read timed out | no answer in time: Read timed out",
                "Create message: no answer (ConnectException) | Create message: no answer (connection refused)",
                "Create message: no token (MsalServiceException AADSTS700016) | Create message: no token (Entra ID refused the login AADSTS700016)",
                "Could not open an object: FileSystemException. Again | Could not open an object: the file system failed. Again",
                "Unexpected failure: NumberFormatException [route a, step b: IllegalStateException, caused by NumberFormatException] | Unexpected failure: number format [route a, step b: illegal state, caused by number format]",
                "no bean of the type org.apache.camel.spi.Language$Any | no bean of the type Any",
                "HTTP 500 ErrorInternalServerError | HTTP 500 ErrorInternalServerError",
                "raise archiver.fetch-limit, see telemessage.url | raise archiver.fetch-limit, see telemessage.url",
                "HTTP 500 generalException | HTTP 500 generalException",
                "encrypted for the key com.contoso.keys.2026; parts | encrypted for the key com.contoso.keys.2026; parts",
                "refused by org.lee@contoso.com at net.contoso.example | refused by org.lee@contoso.com at net.contoso.example",
                "org. and com.a$ and ... stay | org. and com.a$ and ... stay",
                "an Exception | an failure"
            })
    void standForTheNameOfAClass(String text, String plain) {
        assertThat(FailureWords.plain(text)).isEqualTo(plain);
    }

    @Test
    void noTextStaysNoText() {
        assertThat(FailureWords.plain(null)).isNull();
    }
}
