package org.opencompliance.archiver.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.delivery.WorkArea;

class WindowsAreDueTest {

    private static final Duration LAG = Duration.ofMinutes(5);
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

    private Windows windows(Instant collectFrom) {
        return windows(collectFrom, DAY);
    }

    private Windows windows(Instant collectFrom, Duration window) {
        return new Windows(
                area.store,
                WorkArea.CONNECTOR,
                area.clock,
                new WindowSettings("0 0 2 * * ?", window, DAY, LAG, Duration.ofMinutes(1), collectFrom));
    }

    private List<Window> due(Windows windows) throws IOException {
        return windows.due(area.clock.instant());
    }

    @Test
    void theFirstCollectionReachesADayBack() throws IOException {
        Instant horizon = WorkArea.NOW.minus(LAG);

        assertThat(due(windows(null))).containsExactly(new Window(horizon.minus(DAY), horizon));
    }

    @Test
    void theFirstCollectionBeginsWhereTheSettingSays() throws IOException {
        Instant from = WorkArea.NOW.minus(Duration.ofHours(60));

        assertThat(due(windows(from)))
                .containsExactly(
                        new Window(from, from.plus(DAY)),
                        new Window(from.plus(DAY), from.plus(DAY).plus(DAY)),
                        new Window(from.plus(DAY).plus(DAY), WorkArea.NOW.minus(LAG)));
    }

    @Test
    void aShorterWindowMakesMoreOfThem() throws IOException {
        Instant from = WorkArea.NOW.minus(LAG).minus(Duration.ofMinutes(90));

        assertThat(due(windows(from, Duration.ofHours(1))))
                .containsExactly(
                        new Window(from, from.plus(Duration.ofHours(1))),
                        new Window(from.plus(Duration.ofHours(1)), WorkArea.NOW.minus(LAG)));
    }

    @Test
    void aWindowOfMoreThanADayOrLessThanAnHourIsRefused() {
        assertThatThrownBy(() -> windows(null, DAY.plusSeconds(1))).hasMessageContaining("archiver.window");
        assertThatThrownBy(() -> windows(null, Duration.ofMinutes(59))).hasMessageContaining("archiver.window");
    }

    @Test
    void afterTheFirstWindowTheSettingCountsNoMore() throws IOException {
        Windows windows = windows(WorkArea.NOW.minus(Duration.ofDays(30)));
        Instant completed = WorkArea.NOW.minus(Duration.ofHours(2));

        windows.completed(new Window(completed.minus(DAY), completed));

        assertThat(due(windows).get(0).from()).isEqualTo(completed.minus(DAY));
    }

    @Test
    void aFirstCollectionThatCameToNoEndIsMadeUpForFromItsBeginning() throws IOException {
        Windows windows = windows(null);
        Instant first = due(windows).get(0).from();
        windows.began(first);
        area.clock.advance(Duration.ofHours(30));

        assertThat(due(windows).get(0).from()).isEqualTo(first);
    }

    @Test
    void theOverlapDoesNotReachBeforeTheVeryFirstCollection() throws IOException {
        Windows windows = windows(WorkArea.NOW.minus(DAY));
        windows.began(WorkArea.NOW.minus(DAY));
        windows.completed(new Window(WorkArea.NOW.minus(DAY), WorkArea.NOW.minus(LAG)));

        assertThat(due(windows).get(0).from()).isEqualTo(WorkArea.NOW.minus(DAY));
    }

    @Test
    void catchingUpAppliesTheOverlapOnceAndLeavesNoGap() throws IOException {
        Windows windows = windows(null);
        windows.completed(new Window(WorkArea.NOW.minus(DAY), WorkArea.NOW));
        area.clock.advance(Duration.ofDays(5));

        List<Window> due = due(windows);

        assertThat(due).hasSize(6);
        assertThat(due.get(0).from()).isEqualTo(WorkArea.NOW.minus(DAY));
        assertThat(due.get(5).to()).isEqualTo(area.clock.instant().minus(LAG));
        for (int i = 0; i < due.size(); i++) {
            Window window = due.get(i);
            assertThat(Duration.between(window.from(), window.to())).isLessThanOrEqualTo(DAY);
            assertThat(i == 0 || due.get(i - 1).to().equals(window.from())).isTrue();
        }
    }

    @Test
    void theSlowerOfTheTwoClocksIsBelieved() throws IOException {
        Windows windows = windows(null);

        assertThat(windows.due(WorkArea.NOW.minusSeconds(40)).get(0).to())
                .isEqualTo(WorkArea.NOW.minusSeconds(40).minus(LAG));
        assertThat(windows.due(WorkArea.NOW.plusSeconds(40)).get(0).to()).isEqualTo(WorkArea.NOW.minus(LAG));
    }

    @Test
    void clocksAMinuteApartAreReported() throws IOException {
        Windows windows = windows(null);

        windows.due(WorkArea.NOW.plusSeconds(59));
        assertThat(windows.skewed()).isFalse();
        windows.due(WorkArea.NOW.plusSeconds(60));
        assertThat(windows.skewed()).isTrue();
        windows.due(WorkArea.NOW.minusSeconds(60));
        assertThat(windows.skewed()).isTrue();
        assertThat(windows.skew()).isEqualTo(Duration.ofSeconds(-60));
        windows.due(WorkArea.NOW.minusSeconds(1));
        assertThat(windows.skewed()).isFalse();
    }

    @Test
    void aSourceClockThatCannotBeRightMovesNothing() throws IOException {
        Windows windows = windows(null);
        List<Window> ofOwnClock = List.of(new Window(WorkArea.NOW.minus(LAG).minus(DAY), WorkArea.NOW.minus(LAG)));

        for (Instant theirs : List.of(
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.EPOCH,
                WorkArea.NOW.minus(DAY).minusSeconds(1))) {
            assertThat(windows.due(theirs)).as("source's clock at " + theirs).isEqualTo(ofOwnClock);
            assertThat(windows.skewed()).isTrue();
            assertThat(windows.clockUnreadable()).isFalse();
        }
        assertThat(windows.due(WorkArea.NOW.minus(DAY)).get(0).to())
                .as("as far off as a time zone")
                .isEqualTo(WorkArea.NOW.minus(DAY).minus(LAG));
    }

    @Test
    void aSourceTimeThatIsNoneIsReportedAndTheOwnClockIsTaken() throws IOException {
        Windows windows = windows(null);

        assertThat(windows.due(null).get(0).to()).isEqualTo(WorkArea.NOW.minus(LAG));
        assertThat(windows.clockUnreadable()).isTrue();

        due(windows);
        assertThat(windows.clockUnreadable()).isFalse();
    }

    @Test
    void aFirstCollectionThatCouldNotBeginIsMadeUpForFromWhereItWouldHaveBegun() throws IOException {
        Windows windows = windows(null);
        Instant first = due(windows).get(0).from();

        windows.expect();
        area.clock.advance(Duration.ofHours(30));
        windows.expect();

        assertThat(windows.firingMissed()).isTrue();
        assertThat(due(windows).get(0).from()).isEqualTo(first);
    }

    @Test
    void aFirstCollectionFromASetTimeKeepsThatTime() throws IOException {
        Instant from = WorkArea.NOW.minus(Duration.ofHours(60));
        Windows windows = windows(from);

        windows.expect();

        assertThat(due(windows).get(0).from()).isEqualTo(from);
    }

    @Test
    void whatWasCompletedIsNotChangedByAFiring() throws IOException {
        Windows windows = windows(null);
        windows.completed(new Window(WorkArea.NOW.minus(DAY), WorkArea.NOW));
        area.clock.advance(DAY);

        windows.expect();

        assertThat(windows.progress()).contains(new Progress(WorkArea.NOW, null, null));
    }

    @Test
    void aBeginInTheFutureIsWaitedFor() throws IOException {
        Instant from = WorkArea.NOW.plus(Duration.ofHours(3));
        Windows windows = windows(from);

        assertThat(due(windows)).isEmpty();
        windows.fired(WorkArea.NOW);
        area.clock.advance(DAY);

        assertThat(due(windows))
                .containsExactly(new Window(from, area.clock.instant().minus(LAG)));
    }

    @Test
    void aRangeAskedForByHandIsCutAsWell() {
        Instant from = WorkArea.NOW.minus(Duration.ofDays(9));
        Instant to = from.plus(Duration.ofHours(30));

        assertThat(windows(null).range(from, to))
                .containsExactly(new Window(from, from.plus(DAY)), new Window(from.plus(DAY), to));
    }

    @Test
    void aRangeThatWouldTakeForEverIsRefused() {
        Windows windows = windows(null);
        Instant from = WorkArea.NOW.minus(Duration.ofDays(9));

        assertThatThrownBy(() -> windows.range(from, Instant.parse("+999999-12-31T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> windows.range(from, WorkArea.NOW.plus(DAY).plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> windows.range(Instant.EPOCH, WorkArea.NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        Windows windows = windows(null);

        assertThatThrownBy(() -> windows.range(WorkArea.NOW, WorkArea.NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
