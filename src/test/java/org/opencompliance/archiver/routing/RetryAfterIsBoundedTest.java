package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterIsBoundedTest {

    private final SourceRetryAfter retryAfter =
            new SourceRetryAfter(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "17, 17",
        "4294967296, 3600",
        "99999999999999999999, 3600",
        "'Sun, 22 Nov 2026 10:00:30 GMT', 30",
        "'Sun, 22 Nov 2026 09:00:30 GMT', 0"
    })
    void waitsAsLongAsTheSourceAsksAndNotLongerThanAnHour(String value, long seconds) {
        assertThat(retryAfter.delay(value)).hasSeconds(seconds);
    }

    @Test
    void takesWhatIsNeitherANumberNorADateForNotSaid() {
        assertThat(retryAfter.delay("soon")).isNull();
        assertThat(retryAfter.delay("")).isNull();
        assertThat(retryAfter.delay("-4")).isNull();
    }
}
