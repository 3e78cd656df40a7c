package org.opencompliance.archiver.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CachedFigureIsRecomputedTest {

    private int computed;

    /** Takes some milliseconds. */
    private int compute() {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < 2_000_000) {
            Thread.onSpinWait();
        }
        return ++computed;
    }

    @Test
    void afterAMultipleOfItsComputationTime() throws IOException {
        CachedFigure<Integer> figure = new CachedFigure<>(this::compute);
        figure.refresh();
        figure.refresh();

        assertThat(figure.value()).isEqualTo(1);
        await().until(() -> {
            figure.refresh();
            return figure.value() == 2;
        });
    }
}
