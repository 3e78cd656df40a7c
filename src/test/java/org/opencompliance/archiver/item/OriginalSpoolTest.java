package org.opencompliance.archiver.item;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalSpoolTest {

    @TempDir
    Path folder;

    private Path take(String stored, String fetched) throws IOException {
        ListedItem recorded = new ListedItem(
                "id",
                "chat",
                Instant.parse("2026-11-20T00:00:00Z"),
                fetched.length(),
                Sha256.hex(fetched.getBytes(US_ASCII)));
        return new OriginalSpool(folder).take(new ByteArrayInputStream(stored.getBytes(US_ASCII)), recorded);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000})
    void keepsTheWholeOriginal(int size) throws IOException {
        assertThat(take("x".repeat(size), "x".repeat(size))).hasSize(size);
    }

    @Test
    void keepsNoFileOfAnAlteredOne() {
        for (String altered : new String[] {"", "fetche", "fetches", "fetched and more"}) {
            assertThatThrownBy(() -> take(altered, "fetched")).isInstanceOf(OriginalAlteredException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
