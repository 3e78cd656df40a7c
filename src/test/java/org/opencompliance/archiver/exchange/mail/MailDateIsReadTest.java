package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateIsReadTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 20 Nov 2026 08:00:01 +0000 | 2026-11-20T08:00:01Z",
                "Fri, 20 Nov 2026 08:00:01 +0800 (CST) | 2026-11-20T00:00:01Z",
                "20 Nov 2026 08:00 -0330 | 2026-11-20T11:30:00Z",
                "Fri, 20 Nov 26 08:00:00 EST | 2026-11-20T13:00:00Z",
                "Fri, 20 Nov 98 08:00:00 GMT | 1998-11-20T08:00:00Z",
                "Fri, 20 Nov 126 08:00:00 GMT | 2026-11-20T08:00:00Z",
                "Fri,20 November 2026  8:05:09 Z | 2026-11-20T08:05:09Z",
                "Fri, 20-Nov-2026 08:00:00 UT | 2026-11-20T08:00:00Z",
                "Fri, 20 Nov 2026 08:00:00 | 2026-11-20T08:00:00Z",
                "Fri, 20 Nov 2026 08:00:00 +08:00 | 2026-11-20T00:00:00Z",
                "Fri (really), 20 Nov 2026 08:00:00 PDT | 2026-11-20T15:00:00Z",
                "Fri, 20 Nov 2026 23:59:60 +0000 | 2026-11-20T23:59:59Z",
                "Fri, 20 Nov 2026 08:00:00 XYZ | 2026-11-20T08:00:00Z"
            })
    void asAPointInTime(String text, Instant instant) {
        assertThat(MailDate.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Fri, 32 Nov 2026 08:00:00 +0000",
                "Fri, 20 Foo 2026 08:00:00 +0000",
                "2026-11-20",
                "Fri, 20 Nov 2026",
                "Fri, 20 Nov 2026 25:00:00 +0000",
                "Fri, 20 Nov 2026 08:00:00 +9999",
                "99999999999999999999"
            })
    void orNotAtAll(String text) {
        assertThat(MailDate.parse(text)).isNull();
    }
}
