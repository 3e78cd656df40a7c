package org.opencompliance.archiver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, so that its heap is its alone. */
class MicrosoftExchangeMemoryIT {

    @TempDir
    private Path folder;

    @Test
    void isNotTakenByTheSizeOfMessages() throws Exception {
        MemoryBenchmark.Result result = MemoryBenchmark.measure(folder, 150);

        System.out.println(result);
        assertThat(result.arrived()).hasSize(8).containsOnly(result.sent());
    }
}
