package org.opencompliance.archiver.collect.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SourceMailTest {

    private static Instant arrived(String time) {
        return new SourceMail("uid-1", "1", 1, "", 10, Instant.parse(time), true, false).arrived();
    }

    @Test
    void aTimeOutOfTheYears1970To9999IsTheNearestInThem() {
        assertThat(arrived("+20260-11-20T10:00:00Z")).isEqualTo("9999-12-31T23:59:59.999Z");
        assertThat(arrived("-0005-01-01T00:00:00Z")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(arrived("1969-12-31T23:59:59Z")).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void anyOtherTimeStays() {
        assertThat(arrived("2026-11-20T10:00:00.123Z")).isEqualTo("2026-11-20T10:00:00.123Z");
    }
}
