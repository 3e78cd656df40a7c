package org.opencompliance.archiver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fixtures and made-up inputs, and those on which a reader once failed. */
class KnownInputsHoldTest {

    @ParameterizedTest
    @EnumSource
    void inEveryTarget(FuzzTarget target) throws Throwable {
        List<String> broken = new ArrayList<>();
        List<byte[]> seeds = target.seeds();
        assertThat(seeds).isNotEmpty();
        for (int i = 0; i < seeds.size(); i++) {
            run(target, "seed " + i, seeds.get(i), broken);
        }
        for (Path file : found(target)) {
            run(target, file.getFileName().toString(), Files.readAllBytes(file), broken);
        }
        assertThat(broken).isEmpty();
    }

    private static void run(FuzzTarget target, String name, byte[] input, List<String> broken) throws Throwable {
        try {
            target.accept(input);
        } catch (AssertionError | RuntimeException e) {
            broken.add(name + ": " + e);
        }
    }

    /** Inputs on which a reader failed; each is named after its defect. */
    private static List<Path> found(FuzzTarget target) throws IOException {
        Path folder = Path.of("src/test/resources/fuzz", target.toString());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
