package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a separate process with its own heap. */
@Tag("long")
class MicrosoftExchangeMemoryIT {

    @TempDir
    private Path folder;

    @Test
    void isTheSameForSmallAndLargeMessages() throws Exception {
        MemoryBenchmark.Result small = MemoryBenchmark.measure(folder, 10);
        MemoryBenchmark.Result large = MemoryBenchmark.measure(folder, 150);

        System.out.println(small + "\n" + large);
        assertThat(List.of(small, large))
                .allSatisfy(result -> assertThat(result.arrived()).hasSize(8).containsOnly(result.sent()));
        // the heap has 192 MB, so its peak includes garbage; the process must not need more
        assertThat((double) large.resident() / small.resident()).isLessThan(1.5);
    }
}
