package org.opencompliance.archiver.mapping.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.sandbox.AdjustableClock;

class MappingFileAtAStartTest {

    private static final byte[] BEFORE = "before".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-20T10:00:00Z"));
    private Path path;

    @BeforeEach
    void write() throws IOException {
        path = Files.writeString(directory.resolve("users.csv"), "after");
    }

    private MappingFile file(Duration still) {
        return new MappingFile(path.toString(), still, clock);
    }

    @Test
    void aChangedFileThatIsLookedAtSeldomIsReadBeforeTheMappingOfBeforeIsUsed() throws IOException {
        MappingFile file = file(Duration.ofSeconds(5));
        assertThat(file.allows(BEFORE)).isFalse();
        assertThat(file.isReady()).isFalse();

        clock.advance(Duration.ofMinutes(1));

        assertThat(file.allows(BEFORE)).isFalse();
        assertThat(file.isReady()).isTrue();
    }

    @Test
    void soIsAFileThatNeedsNotStayTheSame() throws IOException {
        MappingFile file = file(Duration.ZERO);

        assertThat(file.allows(BEFORE)).isFalse();
        assertThat(file.isReady()).isTrue();
    }

    @Test
    void theMappingOfBeforeIsUsedWhenTheFileCannotBePutInForce() {
        MappingFile file = file(Duration.ZERO);

        for (int look = 0; look < 4; look++) {
            assertThat(file.allows(BEFORE)).isFalse();
        }
        assertThat(file.allows(BEFORE)).isTrue();
    }
}
