package org.opencompliance.archiver.collect.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeftFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final LeftFiles files = new LeftFiles();

    @Test
    void theLastCollectionCountsAndTheOldestFileHasItsAge() {
        files.begin();
        files.add(NOW.minusSeconds(60));
        files.add(NOW.minusSeconds(3_600));
        files.add(3);
        assertThat(files.last().number()).as("before the end of a window").isZero();
        files.end();

        assertThat(files.last().number()).isEqualTo(5);
        assertThat(files.last().age(NOW)).isEqualTo(Duration.ofHours(1));
        assertThat(files.last().age(NOW.minus(Duration.ofDays(1)))).isZero();

        files.begin();
        files.end();
        assertThat(files.last()).isEqualTo(new LeftFiles.Left(0, null));
        assertThat(files.last().age(NOW)).isZero();
    }
}
