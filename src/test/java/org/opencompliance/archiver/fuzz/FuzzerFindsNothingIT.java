package org.opencompliance.archiver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feeds the readers of mails, listings and mapping files with inputs that reach ever more of their branches. */
class FuzzerFindsNothingIT {

    private static final Path FOLDER = Path.of("target/fuzz").toAbsolutePath();
    /** The three starts make it a minute. */
    private static final int SHORT = 52;

    private static final int LONG = Integer.getInteger("fuzz.seconds", 1_800);
    /** Of {@code -Dfuzz.seed}, else other inputs in each run. */
    private static final int ANY = Integer.getInteger("fuzz.seed", (int) (System.nanoTime() & 0xFFFF_FFFL) + 1);

    /** The same inputs each time, as many as the machine reads. */
    @ParameterizedTest
    @EnumSource
    void inAMinute(UntrustedInput input) throws Exception {
        run(input, SHORT, 1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("fuzz")
    void inALongTime(UntrustedInput input) throws Exception {
        run(input, LONG, ANY);
    }

    private static void run(UntrustedInput input, int seconds, int seed) throws IOException, InterruptedException {
        long start = System.nanoTime();

        FuzzRun.Result result = new FuzzRun(input, FOLDER).run(seconds * input.share() / 100, seed);

        System.out.printf(
                "Fuzzing of %s, -Dfuzz.seed=%d: %d inputs in %d s, %d branches%n",
                input,
                seed,
                result.inputs(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                result.covered());
        assertThat(result.found()).isNull();
    }
}
