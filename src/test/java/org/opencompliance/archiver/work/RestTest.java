package org.opencompliance.archiver.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RestTest {

    private static final long LONG = 1_000_000_000_000L;

    @Test
    void aTaskIsDueAtOnceAndThenAfterAMultipleOfItsDuration() throws IOException {
        Rest rest = new Rest(LONG);
        assertThat(rest.isDue()).isTrue();

        assertThat(rest.run(() -> "done")).isEqualTo("done");

        assertThat(rest.isDue()).isFalse();
    }

    @Test
    void aFailedTaskIsDueAgainAtOnce() {
        Rest rest = new Rest(LONG);

        assertThatIOException()
                .isThrownBy(() -> rest.run(() -> {
                    throw new IOException("down");
                }));

        assertThat(rest.isDue()).isTrue();
    }
}
