package org.opencompliance.archiver.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "17, 17",
        "0, 0",
        "' 5 ', 5",
        "'Sun, 22 Nov 2026 10:00:30 GMT', 30",
        "'Sun, 22 Nov 2026 09:00:30 GMT', 0",
        "999999999, 3600",
        "-4, 2",
        "soon, 2",
        "3600, 3600",
        "3601, 3600",
        "4294967296, 3600",
        "1000000000, 3600",
        "99999999999999999999, 3600",
        "0000000000000000000000017, 3600",
        ", 2"
    })
    void isSecondsOrADateAndNeverWithoutEnd(String header, long seconds) {
        assertThat(RetryAfter.parse(header, clock)).hasSeconds(seconds);
    }
}
