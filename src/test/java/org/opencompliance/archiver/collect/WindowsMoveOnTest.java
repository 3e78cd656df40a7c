package org.opencompliance.archiver.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;

class WindowsMoveOnTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private WorkArea area;

    @BeforeEach
    void openArea() {
        area = new WorkArea(directory);
    }

    @AfterEach
    void closeArea() throws IOException {
        area.close();
    }

    private Windows windows(String schedule) {
        return new Windows(
                area.store,
                WorkArea.CONNECTOR,
                area.clock,
                new WindowSettings(schedule, DAY, DAY, Duration.ofMinutes(5), Duration.ofMinutes(1), null));
    }

    private Windows windows() {
        return windows("0 0 2 * * ?");
    }

    private static Window endingAt(Instant end) {
        return new Window(end.minus(DAY), end);
    }

    @Test
    void completedWindowsAreOnRecordForTheNextProcess() throws IOException {
        windows().completed(endingAt(WorkArea.NOW));

        assertThat(windows().progress()).map(Progress::completedTo).contains(WorkArea.NOW);
    }

    @Test
    void theScheduleNeverGoesBack() throws IOException {
        Windows windows = windows();
        windows.completed(endingAt(WorkArea.NOW));

        windows.completed(endingAt(WorkArea.NOW.minus(DAY)));

        assertThat(windows.progress()).map(Progress::completedTo).contains(WorkArea.NOW);
    }

    @Test
    void whoeverCompletesAtTheSameTimeLosesNothing() throws IOException {
        Instant last = WorkArea.NOW.plusSeconds(19);

        CompletableFuture.allOf(IntStream.range(0, 20)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> complete(WorkArea.NOW.plusSeconds(i))))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(windows().progress()).map(Progress::completedTo).contains(last);
    }

    private void complete(Instant end) {
        try {
            windows().completed(endingAt(end));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsMissedBeforeTheFirstCollection() throws IOException {
        assertThat(windows().firingMissed()).isFalse();
    }

    @Test
    void aFirstCollectionThatCameToNoEndIsMissed() throws IOException {
        windows().began(WorkArea.NOW);

        assertThat(windows().firingMissed()).isTrue();
    }

    @Test
    void onlyTheVeryFirstBeginningIsKept() throws IOException {
        windows().began(WorkArea.NOW);
        windows().completed(endingAt(WorkArea.NOW.plus(DAY)));

        windows().began(WorkArea.NOW.plus(DAY));

        assertThat(windows().progress()).contains(new Progress(WorkArea.NOW.plus(DAY), null, WorkArea.NOW));
    }

    @Test
    void theBeginningIsKeptAlsoAfterCollectionsThatHadNothingToDo() throws IOException {
        windows().fired(WorkArea.NOW);

        windows().began(WorkArea.NOW);

        assertThat(windows().progress()).contains(new Progress(WorkArea.NOW, WorkArea.NOW, WorkArea.NOW));
    }

    @Test
    void aFiringWithoutACompletedCollectionIsMissed() throws IOException {
        Windows windows = windows();
        windows.completed(endingAt(WorkArea.NOW));

        assertThat(windows.firingMissed()).isTrue();
    }

    @Test
    void aCompletedCollectionCountsForItsFiringAndNotForTheNext() throws IOException {
        Windows windows = windows();
        windows.fired(WorkArea.NOW);

        assertThat(windows.firingMissed()).isFalse();
        area.clock.advance(DAY.minusSeconds(1));
        assertThat(windows.firingMissed()).isFalse();
        area.clock.advance(Duration.ofSeconds(1));
        assertThat(windows.firingMissed()).isTrue();
        windows.fired(area.clock.instant());
        assertThat(windows.firingMissed()).isFalse();
    }

    @Test
    void aFiringOfMonthsAgoIsFound() throws IOException {
        Windows windows = windows("0 0 2 1 1 ?");
        windows.fired(Instant.parse("2025-12-31T00:00:00Z"));

        assertThat(windows.firingMissed()).isTrue();
        windows.fired(Instant.parse("2026-01-01T02:00:00Z"));
        assertThat(windows.firingMissed()).isFalse();
    }

    @Test
    void theScheduleIsInUtc() {
        assertThat(windows().nextFiring()).contains(WorkArea.NOW.plus(DAY));
    }

    @Test
    void aFiringDoesNotChangeHowFarTheScheduleHasCome() throws IOException {
        Windows windows = windows();
        windows.completed(endingAt(WorkArea.NOW));

        windows.fired(WorkArea.NOW.plus(DAY));

        assertThat(windows.progress()).isEqualTo(Optional.of(new Progress(WorkArea.NOW, WorkArea.NOW.plus(DAY), null)));
    }

    @Test
    void aScheduleThatIsNoneIsRefusedWithAnExample() {
        assertThatThrownBy(() -> windows("every day"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("archiver.schedule")
                .hasMessageContaining("0 0 2 * * ?");
    }
}
